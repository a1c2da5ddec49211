import type { CaseFilter } from '../answers.ts'
import { QuestionProblem } from '../problem.ts'

/** What is asked of both sides together with what is asked of one. @throws QuestionProblem question-invalid */
export function narrowed(common: CaseFilter, own: CaseFilter): CaseFilter {
  const from = later(common.from, own.from)
  const to = earlier(common.to, own.to)
  const segments = [common.segment, own.segment].filter((one) => one !== undefined)
  const [segment, second] = segments
  const variant = same('variant', common.variant, own.variant)
  const source = same('source', common.source, own.source)
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(segment === undefined ? {} : { segment: second === undefined ? segment : { all: [segment, second] } }),
    ...(variant === undefined ? {} : { variant }),
    ...(source === undefined ? {} : { source }),
  }
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Date.parse(a) >= Date.parse(b) ? a : b
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Date.parse(a) <= Date.parse(b) ? a : b
}

function same(name: string, a: string | undefined, b: string | undefined): string | undefined {
  if (a !== undefined && b !== undefined && a !== b) {
    throw new QuestionProblem(
      'question-invalid',
      `${name}: both sides are asked for "${a}", and one of them for "${b}": no case is both.`,
      `Leave out one of the two.`,
    )
  }
  return a ?? b
}
