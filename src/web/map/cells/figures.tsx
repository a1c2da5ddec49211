import type { ReactNode } from 'react'
import type { Share, StepMeasure } from '../../../insight/answers.ts'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { sayShare, type Tone, toneOf } from '../../figure/share.ts'
import type { Column } from '../columns.ts'
import { droppedCases, type MapModel } from '../model.ts'

export interface CellProps {
  readonly model: MapModel
  readonly column: Column
}

/** A measured cell: a grey place while the figure is on its way, the reason where there is none. */
function Measured({ model, column, children }: CellProps & { children: (measure: StepMeasure) => ReactNode }) {
  const { figures } = model
  if (column.step.match === undefined) return <span className="absent">no match</span>
  if (figures.state === 'loading') return <span className="skeleton" />
  if (figures.state === 'failed') return <span className="absent">not measured</span>
  const measure = figures.of(column.step.id)
  if (!measure || measure.cases === 0) return <span className="absent">nobody came by</span>
  return children(measure)
}

/** Never colour alone: a sign says it too. */
export const signOf: Readonly<Record<Tone, string>> = { good: '✓', warn: '≈', bad: '✕' }
const toneWords: Readonly<Record<Tone, string>> = {
  good: 'kept for most: 80 % or more',
  warn: 'near: 60 to 80 %',
  bad: 'broken: under 60 %',
}

/** Spoken only: the ribbon is drawn over it, and so is the place that waits for it. */
export function FlowCell({ model, column }: CellProps) {
  if (model.figures.state === 'loading') return null
  return (
    <Measured model={model} column={column}>
      {(measure) => {
        const dropped = droppedCases(measure)
        return (
          <span className="spoken">
            {sayCount(measure.cases)} cases, {sayCount(measure.visits)} visits
            {dropped !== null && `; ${sayCount(dropped)} drop out`}
          </span>
        )
      }}
    </Measured>
  )
}

export function TimeCell({ model, column }: CellProps) {
  return (
    <Measured model={model} column={column}>
      {({ toNext, promise }) => {
        const tone = toneOf(promise?.share ?? null)
        const said = promise && sayShare(promise)
        return (
          <>
            <span className="cell-line">
              {toNext.p50 === null ? <span className="absent">nobody went on</span> : <b>{sayDuration(toNext.p50)}</b>}{' '}
              <small>{promise ? `of ${sayDuration(promise.within)}` : toNext.n > 0 && `n ${sayCount(toNext.n)}`}</small>
            </span>
            {promise === null ? (
              <small>no promise</small>
            ) : tone === null ? (
              <small>{sayCount(promise.pending)} pending</small>
            ) : model.map.draft ? (
              <>
                <span className="cell-line" title="A promise proposed from what was observed">
                  met {said?.value} <small>proposed</small>
                </span>
                <small title={`95 % interval, ${said?.n}`}>{said?.interval}</small>
              </>
            ) : (
              <>
                <span className={`cell-line ${tone}`} title={`Promise ${toneWords[tone]}`}>
                  <i aria-hidden>{signOf[tone]}</i> kept {said?.value}
                </span>
                <small title={`95 % interval, ${said?.n}`}>{said?.interval}</small>
              </>
            )}
          </>
        )
      }}
    </Measured>
  )
}

export function DropCell({ model, column }: CellProps) {
  return (
    <Measured model={model} column={column}>
      {(measure) => {
        const dropped = droppedCases(measure)
        if (dropped === null)
          return <span className="absent">the way {column.step.ends ? 'may end' : 'ends'} here</span>
        return <Lost share={measure.dropped} cases={dropped} word="left" sign="↓" />
      }}
    </Measured>
  )
}

export function RepeatCell({ model, column }: CellProps) {
  return (
    <Measured model={model} column={column}>
      {({ repeats, cases }) => (
        <Lost share={repeats} cases={Math.round((repeats.share ?? 0) * cases)} word="came back" sign="↺" />
      )}
    </Measured>
  )
}

/** A loss with a line as long as its share of the column, so that columns compare at a glance. */
function Lost({ share, cases, word, sign }: { share: Share; cases: number; word: string; sign: string }) {
  const said = sayShare(share)
  if (cases === 0) return <small>none of {sayCount(share.n)}</small>
  const tone = (share.share ?? 0) >= 0.1 ? 'bad' : undefined
  return (
    <>
      <span className="cell-line">
        <b className={tone}>
          <i aria-hidden>{sign}</i> {said.value}
        </b>{' '}
        <small>{said.interval}</small>
      </span>
      <small>
        {sayCount(cases)} {word}
      </small>
      <span className="cell-share" aria-hidden style={{ width: `${(share.share ?? 0) * 100}%` }} />
    </>
  )
}
