import type { Step } from '../../../map/index.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import type { Column } from '../columns.ts'
import { droppedCases, type MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'
import { shareColumns, type Taken } from './taken.ts'

/** The whole map, a row a step: what is drawn, what was measured, and what the overlay that is shown says, in whole values. */
export function mapTable(model: MapModel, overlay: Pick<OverlayShown, 'taken'>): TableData {
  const rows = model.columns.map(
    (column) => new Map([...drawn(column), ...measured(model, column), ...overlay.taken(column)]),
  )
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  return tableOf(
    names,
    rows.map((row) => names.map((name) => row.get(name) ?? null)),
  )
}

function drawn({ index, phase, stage, step }: Column): Taken {
  return [
    ['place', index + 1],
    ['stage', stage],
    ['phase', phase.title],
    ['step', step.id],
    ['title', step.title],
    ['channel', step.channel ?? null],
    ['initiator', step.initiator ?? null],
    ['receiver', step.receiver ?? null],
    ['team', step.team ?? null],
    ['systems', joined(step.systems)],
    ['partners', joined(step.partners)],
    ['does', step.does ?? null],
    ['thinks', step.thinks ?? null],
    ['expects', step.expects ?? null],
    ['valence', step.feels?.valence ?? null],
    ['pains', joined(step.pains)],
    ['opportunities', joined(step.opportunities)],
    ['heard', heard(step)],
  ]
}

function joined(some: readonly string[] | undefined): string | null {
  return some && some.length > 0 ? some.join('; ') : null
}

function heard({ evidence = [] }: Step): string | null {
  return joined(evidence.flatMap(({ says }) => says ?? []))
}

function measured({ figures }: MapModel, { step }: Column): Taken {
  const of = figures.state === 'known' && step.match !== undefined ? figures.of(step.id) : undefined
  const { toNext, promise, dropped, repeats } = of ?? {}
  return [
    ['cases', of?.cases ?? null],
    ['visits', of?.visits ?? null],
    ['to_next_median_seconds', toNext?.p50 ?? null],
    ['to_next_p90_seconds', toNext?.p90 ?? null],
    ['to_next_n', toNext?.n ?? null],
    ['here_now', of?.here?.cases ?? null],
    ['promise_seconds', promise?.within ?? null],
    ['promise_kept', promise?.kept ?? null],
    ['promise_pending', promise?.pending ?? null],
    ...shareColumns('promise_kept', promise ?? undefined),
    ['dropped', of ? droppedCases(of) : null],
    ...shareColumns('dropped', dropped),
    ...shareColumns('repeated', repeats),
  ]
}
