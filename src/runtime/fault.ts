import { ReadProblem } from '../event/reading.ts'
import { ImportProblem } from './problem.ts'

/** An error as it goes from one thread to another, which would lose its kind and all it says beside its message. */
export type Fault =
  | { readonly kind: 'read'; readonly details: Pick<ReadProblem, 'code' | 'file' | 'line' | 'says' | 'remedy'> }
  | { readonly kind: 'import'; readonly details: Pick<ImportProblem, 'code' | 'message' | 'remedy'> }
  | { readonly kind: 'other'; readonly message: string; readonly stack: string | undefined; readonly code: unknown }

export function faultOf(error: unknown): Fault {
  if (error instanceof ReadProblem) {
    const { code, file, line, says, remedy } = error
    return { kind: 'read', details: { code, file, line, says, remedy } }
  }
  if (error instanceof ImportProblem) {
    const { code, message, remedy } = error
    return { kind: 'import', details: { code, message, remedy } }
  }
  if (!(error instanceof Error)) return { kind: 'other', message: String(error), stack: undefined, code: undefined }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { kind: 'other', message: error.message, stack: error.stack, code }
}

/** The error again, as it would have been thrown here. */
export function errorOf(fault: Fault): Error {
  if (fault.kind === 'read') {
    const { line, ...details } = fault.details
    return new ReadProblem({ ...details, ...(line === undefined ? {} : { line }) })
  }
  if (fault.kind === 'import') return new ImportProblem(fault.details.code, fault.details.message, fault.details.remedy)
  const error = new Error(fault.message)
  if (fault.stack !== undefined) error.stack = fault.stack
  return fault.code === undefined ? error : Object.assign(error, { code: fault.code })
}
