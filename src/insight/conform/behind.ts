import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { Behind } from '../cases/answers.ts'
import { opennessOf } from '../measure/counted.ts'
import { isOpenSql } from '../measure/questions.ts'
import { QuestionProblem } from '../problem.ts'
import { codeOf, type View } from '../view.ts'
import { type AlignedCases, alignView, usualMost } from './aligned.ts'
import { unpackMove } from './batch.ts'
import { deviationsIn } from './deviation.ts'
import { hashIn } from './questions.ts'

export type ConformanceBehind = Extract<Behind, { readonly kind: 'deviation' | 'fits' | 'aligned' }>

type OfStep = Extract<Behind, { readonly kind: 'deviation' }>

export function isConformance(behind: Behind): behind is ConformanceBehind {
  return behind.kind === 'deviation' || behind.kind === 'fits' || behind.kind === 'aligned'
}

/**
 * A condition on the columns of `trace` for the cases behind a figure of conformance (C10): those of the variants that were
 * aligned and are so, open and closed cases apart as they were counted.
 */
export async function conformanceCondition(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  behind: ConformanceBehind,
): Promise<string> {
  const isOpen = isOpenSql(view, opennessOf(view, map))
  if (behind.kind === 'aligned') return `hash = ${hashOf(behind.variant)} AND ${behind.open ? '' : 'NOT '}(${isOpen})`
  const { aligned } = await alignView(warehouse, view, map, usualMost)
  const some = aligned.filter(chosen(view, behind))
  const hashes = (open: boolean) => hashIn(some.flatMap((row) => (row.isOpen === open ? [row.id] : [])))
  return `if(${isOpen}, ${hashes(true)}, ${hashes(false)})`
}

function chosen(view: View, behind: Exclude<ConformanceBehind, { kind: 'aligned' }>): (row: AlignedCases) => boolean {
  if (behind.kind === 'fits') return (row) => (row.cost === 0) === behind.fits
  const code = codeOf(view.lens, behind.step)
  return (row) => row.cost > 0 && isBehind(behind, row, code)
}

/** `stopped`: those that lack the step only because they stopped before it, or those that went past it. */
function isBehind({ deviation, stopped }: OfStep, row: AlignedCases, code: number): boolean {
  const found = deviationsIn([...row.moves].map(unpackMove)).filter(
    (one) => one.kind === deviation && one.code === code,
  )
  return found.length > 0 && (stopped === undefined || found.every((one) => one.hasStopped) === stopped)
}

function hashOf(id: string): string {
  if (/^[0-9a-f]{16}$/.test(id)) return BigInt(`0x${id}`).toString()
  throw new QuestionProblem(
    'variant-invalid',
    `"${id}" is not a variant's id.`,
    'Give the 16 hex digits that the list of variants shows.',
  )
}
