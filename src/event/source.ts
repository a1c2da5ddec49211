/** Random access to a file's bytes, as Parquet needs it. */
export interface RandomAccess {
  readonly byteLength: number
  slice(start: number, end?: number): ArrayBuffer | Promise<ArrayBuffer>
}

/** A file as the edge hands it in: unpacked bytes, from the start whenever asked. */
export interface SourceFile {
  /** shown in refusals; its end may tell the format */
  readonly name: string
  /** The unpacked bytes from the start. Asked for more than once: to propose, to read, and twice by OCEL. */
  stream(): AsyncIterable<Uint8Array>
  /** absent where the file can only be streamed */
  random?(): RandomAccess | Promise<RandomAccess>
}
