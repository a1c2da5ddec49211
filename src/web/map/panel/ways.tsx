import type { StepDetail } from '../../../insight/answers.ts'
import type { Behind } from '../../../insight/cases/answers.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import { TakeAlong } from '../../export/take-along.tsx'
import { sayCount } from '../../figure/count.ts'
import { sayShare } from '../../figure/share.ts'
import type { MapModel } from '../model.ts'
import { CasesLink } from './cases-link.tsx'
import { Section } from './section.tsx'

type Way = StepDetail['to'][number]
const most = 6

/** Where people go, and where they come from: steps with their visits, longest line first. */
export function Ways({ id, model, detail }: { id: string; model: MapModel; detail: StepDetail }) {
  const { step, to, from } = detail
  const here = model.columns.find((column) => column.step.id === step)?.index ?? 0
  const isBack = (other: string) =>
    (model.columns.find((column) => column.step.id === other)?.index ?? here + 1) <= here
  return (
    <>
      <Section title="Where people go">
        <Rows
          ways={to}
          id={id}
          say={(other) => (other === null ? 'No further step' : `${model.nameOf(other)}${isBack(other) ? ' ↺' : ''}`)}
          behind={(other) => (other === null ? { kind: 'ended', step } : { kind: 'transition', from: step, to: other })}
        />
      </Section>
      <Section title="Where they come from">
        <Rows
          ways={from}
          id={id}
          say={(other) => (other === null ? 'Began here' : model.nameOf(other))}
          behind={(other) =>
            other === null ? { kind: 'started', step } : { kind: 'transition', from: other, to: step }
          }
        />
      </Section>
      <TakeAlong name={`to and from ${step}`} table={() => neighbourData(detail)} />
    </>
  )
}

/** A step of null: the case began here, or went nowhere further. */
function neighbourData({ to, from }: StepDetail): TableData {
  const rows = (direction: string, some: readonly Way[]) =>
    some.map(({ step, visits, share }) => [direction, step, visits, share.share, share.low, share.high, share.n])
  return tableOf(
    ['direction', 'step', 'visits', 'share', 'low', 'high', 'n'],
    [...rows('to', to), ...rows('from', from)],
  )
}

interface RowsProps {
  readonly ways: readonly Way[]
  readonly id: string
  readonly say: (step: string | null) => string
  readonly behind: (step: string | null) => Behind
}

function Rows({ ways, id, say, behind }: RowsProps) {
  if (ways.length === 0) return <p className="absent">Nobody, in what is shown.</p>
  const rest = ways.slice(most)
  return (
    <>
      {ways.slice(0, most).map((way) => (
        <div key={way.step ?? ''} className="row way">
          <span className="way-line" aria-hidden style={{ width: `${(way.share.share ?? 0) * 100}%` }} />
          <span>{say(way.step)}</span>
          <CasesLink id={id} behind={behind(way.step)}>
            {sayCount(way.visits)} · {sayShare(way.share).value}
          </CasesLink>
        </div>
      ))}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {rest.map((way) => (
            <div key={way.step ?? ''} className="row">
              <span>{say(way.step)}</span>
              <CasesLink id={id} behind={behind(way.step)}>
                {sayCount(way.visits)} · {sayShare(way.share).value}
              </CasesLink>
            </div>
          ))}
        </details>
      )}
    </>
  )
}
