/** The store's door for threads that only encode: it loads no engine. */
export { encoded, rowsOfBatches } from './append/encoded.ts'
export type { RowBinary } from './append/row-binary.ts'
export type { Batch } from './ports.ts'
