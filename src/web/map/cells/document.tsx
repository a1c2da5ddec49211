import type { Evidence, StepPromise } from '../../../map/index.ts'
import { sayCount } from '../../figure/count.ts'
import { sayDate } from '../../figure/date.ts'
import { wordsOf } from '../lanes/lane.ts'
import type { MapModel } from '../model.ts'
import type { CellProps } from './figures.tsx'

const nothing = (
  <span className="cell-none">
    <span aria-hidden>–</span>
    <span className="spoken">nothing drawn</span>
  </span>
)

function Said({ text }: { text: string | undefined }) {
  return text === undefined ? (
    nothing
  ) : (
    <span className="cell-text" dir="auto">
      {text}
    </span>
  )
}
export const DoesCell = ({ column }: CellProps) => <Said text={column.step.does} />
export const ThinksCell = ({ column }: CellProps) => <Said text={column.step.thinks && `“${column.step.thinks}”`} />
export const ExpectsCell = ({ column }: CellProps) => <Said text={column.step.expects} />
export const ChannelCell = ({ column }: CellProps) => <Spoken text={column.step.channel} />
export const TeamCell = ({ model, column }: CellProps) => (
  <Spoken text={column.step.team && model.nameOf(column.step.team)} />
)
export const SystemCell = ({ model, column }: CellProps) => <Spoken text={systemsOf(model, column) ?? undefined} />

/** Drawn as a bar over the columns; each cell still says its own. */
function Spoken({ text }: { text: string | undefined }) {
  return text === undefined ? nothing : <span className="spoken">{text}</span>
}

export function systemsOf(model: MapModel, { step }: CellProps['column']): string | null {
  const names = [
    ...(step.systems ?? []).map(model.nameOf),
    ...(step.partners ?? []).map((id) => `${model.nameOf(id)} (partner)`),
  ]
  return names.length === 0 ? null : names.join(' · ')
}

export function EmotionCell({ column }: CellProps) {
  const { feels } = column.step
  if (!feels) return <span className="absent">nobody asked here</span>
  const words = (feels.words ?? []).join(', ')
  return (
    <small>
      <span className="spoken">assumed {sayValence(feels.valence)}</span> {words === '' ? 'assumed' : words}
    </small>
  )
}

export function sayValence(valence: number): string {
  return valence > 0 ? `+${valence}` : valence < 0 ? `−${-valence}` : '0'
}

export function WordsCell({ column }: CellProps) {
  const said = wordsOf(column.step)
  const [first] = said
  if (!first) return <span className="absent">nobody asked here</span>
  return (
    <>
      <q className="cell-quote" dir="auto">
        {first.says}
      </q>
      <small>
        {sayEvidence(first)}
        {said.length > 1 && ` · ${said.length - 1} more`}
      </small>
    </>
  )
}

export function sayEvidence({ kind, n, at }: Evidence): string {
  return [n === undefined ? null : `n ${sayCount(n)}`, kind, at === undefined ? null : sayAt(at)]
    .filter((part) => part !== null)
    .join(' · ')
}

function sayAt(at: string): string {
  return Number.isNaN(Date.parse(at)) ? at : sayDate(at)
}

const grades = { measured: '●', heard: '◐', assumed: '○' } as const
/** The order in which one grade outweighs another. */
const strongest = ['measured', 'heard', 'assumed'] as const

export function GradeCell({ column }: CellProps) {
  const evidence = column.step.evidence ?? []
  const grade = strongest.find((one) => evidence.some((item) => (item.grade ?? 'assumed') === one)) ?? 'assumed'
  const found = evidence.filter((item) => (item.grade ?? 'assumed') === grade).map((item) => item.n ?? 0)
  // Two findings may rest on the same people, so the largest n is what is sure. What was measured begins with its cases;
  // what follows may count visits.
  const n = grade === 'measured' ? (found[0] ?? 0) : Math.max(0, ...found)
  const unit = grade === 'measured' ? 'cases' : 'people'
  return (
    <>
      <span className="cell-line">
        <i aria-hidden>{grades[grade]}</i> {grade}
      </span>
      <small>
        {evidence.length === 0 ? 'no evidence named' : n > 0 ? `${sayCount(n)} ${unit}` : `${evidence[0]?.kind}`}
      </small>
    </>
  )
}

export function FrontstageCell({ model, column }: CellProps) {
  const { initiator, receiver, team } = column.step
  if (initiator === undefined && receiver === undefined) return nothing
  const from = model.nameOf(initiator ?? team ?? 'customer')
  const to = receiver === undefined ? null : model.nameOf(receiver)
  return <span className="cell-text">{to === null ? `${from} begins` : `${from} → ${to}`}</span>
}

export function BackstageCell({ model, column }: CellProps) {
  const work = column.step.backstage ?? []
  if (work.length === 0) return nothing
  return (
    <ul className="cell-list">
      {work.map(({ team, does, system }) => (
        <li key={`${team} ${does} ${system}`}>
          {does} <small>{[team, system].flatMap((id) => (id === undefined ? [] : model.nameOf(id))).join(' · ')}</small>
        </li>
      ))}
    </ul>
  )
}

export const PainsCell = ({ column }: CellProps) => <Listed items={column.step.pains} tone="bad" sign="✕" />
export const OpportunitiesCell = ({ column }: CellProps) => (
  <Listed items={column.step.opportunities} tone="good" sign="+" />
)

function Listed({ items = [], tone, sign }: { items: readonly string[] | undefined; tone: string; sign: string }) {
  if (items.length === 0) return nothing
  return (
    <ul className="cell-list">
      {items.map((item) => (
        <li key={item}>
          <i className={tone} aria-hidden>
            {sign}
          </i>{' '}
          {item}
        </li>
      ))}
    </ul>
  )
}

export function PromiseCell({ model, column }: CellProps) {
  const { promise } = column.step
  if (!promise) return <span className="absent">no promise</span>
  return <span className="cell-text">{sayPromise(promise, model)}</span>
}

export function sayPromise({ next, within, score, contacts }: StepPromise, model: MapModel): string {
  const steps = next === undefined ? 'the next step' : [next].flat().map(model.nameOf).join(' or ')
  return [
    within === undefined ? null : `${steps} within ${within}`,
    score === undefined ? null : `${score.kind.toUpperCase()} of ${score.atLeast} or more`,
    contacts === undefined ? null : `${contacts} ${contacts === 1 ? 'contact' : 'contacts'} at most`,
  ]
    .filter((part) => part !== null)
    .join('; ')
}
