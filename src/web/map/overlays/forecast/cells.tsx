import type { ReactNode } from 'react'
import type { OpenStep, StepArrivals, TimeForecast } from '../../../../insight/forecast/answers.ts'
import { sayCount } from '../../../figure/count.ts'
import { sayDuration } from '../../../figure/duration.ts'
import { sayPercent } from '../../../figure/share.ts'
import type { Column } from '../../columns.ts'
import type { OverlayPlace } from '../overlay.tsx'
import type { ForecastData } from './answer.ts'

/** 4.2, 12, 1,204: as many digits as an expectation can carry. */
export function sayExpected(n: number): string {
  return n < 9.95 ? String(Number(n.toFixed(1))) : sayCount(n)
}

export function saySpread({ low, high }: TimeForecast): string {
  return `${sayDuration(low)} – ${sayDuration(high)}`
}

/** What the cells of a step say of those who stand there; the reason where nothing can be said. */
function Said({ at, children }: { at: OpenStep | undefined; children: (at: OpenStep) => ReactNode }) {
  if (at === undefined || at.open === 0) return <span className="absent">nobody stands here</span>
  if (at.tooFew) return <span className="absent">too few came by</span>
  return children(at)
}

export function standingCell({ steps }: ForecastData, { step }: Column, { model }: OverlayPlace) {
  const at = steps.get(step.id)
  if (at === undefined || at.open === 0) return <span className="absent">nobody</span>
  const [next] = at.next
  return (
    <>
      <span className="cell-line">
        <b>{sayCount(at.open)}</b> <small>open</small>
      </span>
      {at.tooFew ? (
        <small>too few came by to say more</small>
      ) : (
        next && (
          <small title={`${sayPercent(next.chance)} go on to “${model.nameOf(next.step)}” next`}>
            {sayPercent(next.chance)} → {model.nameOf(next.step)}
          </small>
        )
      )}
    </>
  )
}

export function goodCell({ steps, forecast }: ForecastData, { step }: Column) {
  if (!forecast.drawn) return <span className="absent">no outcome drawn</span>
  return (
    <Said at={steps.get(step.id)}>
      {({ good, over, n }) =>
        good === null ? (
          <span className="absent">not known</span>
        ) : (
          <>
            <span className="cell-line">
              <b>{sayPercent(good)}</b>
            </span>
            <small>{over !== null && over >= 0.05 ? `${sayPercent(over)} silent for good` : `n ${sayCount(n)}`}</small>
          </>
        )
      }
    </Said>
  )
}

export function waitCell({ steps }: ForecastData, { step }: Column) {
  return (
    <Said at={steps.get(step.id)}>
      {({ wait }) =>
        wait === null ? (
          <span className="absent">not known</span>
        ) : (
          <>
            <span className="cell-line">
              <b>{sayDuration(wait.p50)}</b>
            </span>
            <small>{saySpread(wait)}</small>
          </>
        )
      }
    </Said>
  )
}

export function arrivalsCell({ arrivalsAt, arrivals, arrivalsFailed }: ForecastData, { step }: Column) {
  const at = arrivalsAt.get(step.id)
  if (at === undefined) {
    if (arrivalsFailed !== null) return <span className="absent">too few days</span>
    return arrivals === null ? <span className="skeleton" /> : <span className="absent">nobody came</span>
  }
  return (
    <>
      <span className="cell-line">
        <b>{sayExpected(at.week.expected)}</b> <small>{`${sayCount(at.week.low)} – ${sayCount(at.week.high)}`}</small>
      </span>
      <small>{sayCount(lastWeek(at))} in the last 7 days</small>
    </>
  )
}

/** The seven days before that of the latest event, which may not be over. */
function lastWeek({ past }: StepArrivals): number {
  return past.slice(-8, -1).reduce((sum, { arrived }) => sum + arrived, 0)
}
