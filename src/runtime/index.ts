export { type InputFile, openFile } from './file.ts'
export { type ImportOptions, type ImportProgress, importFile, proposeFile } from './import.ts'
export { ImportProblem, type ImportProblemCode } from './problem.ts'
