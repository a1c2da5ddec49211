export { type InputFile, openFile } from './file.ts'
export { type ImportOptions, type ImportProgress, importFile, proposeFile } from './import.ts'
export type { ImportProblem, ImportProblemCode } from './problem.ts'
