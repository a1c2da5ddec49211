import { useRef } from 'react'
import type { Spreads, WhatIf } from '../../insight/whatif/answers.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayDuration } from '../figure/duration.ts'
import type { Shown } from './comparison.tsx'
import { band, type Frame, line, longestOf, points, ticks } from './curve.ts'
import { spreadData } from './what-if-data.ts'

interface DistributionProps {
  title: string
  /** what the share means: "of cases are over" */
  axis: string
  as: WhatIf
  scenarios: readonly Shown[]
  of: (answer: WhatIf) => Spreads | null
}

const height = 180
const width = 460
const left = 44

/** The share of cases that are through by a time: as it is in ink, each scenario in its own dash with its interval. */
export function Distribution({ title, axis, as, scenarios, of }: DistributionProps) {
  const figure = useRef<HTMLElement>(null)
  const before = of(as)
  if (before === null) return null
  const drawn = scenarios.flatMap((one) => {
    const spread = of(one.answer)
    return spread ? [{ ...one, spread }] : []
  })
  const frame: Frame = {
    width,
    height,
    longest: longestOf([before.before, ...drawn.map(({ spread }) => spread.after)], as.shares),
  }
  const path = (quantiles: readonly number[]) => points(quantiles, as.shares, frame)
  return (
    <figure className="wi-figure" ref={figure}>
      <figcaption>
        <strong>{title}</strong> <small>share {axis} by a time after the first step</small>
      </figcaption>
      <TakeAlong
        name={`what if ${title}`}
        table={() => spreadData(as, drawn, of)}
        picture={() => figure.current?.querySelector('svg') ?? null}
      />
      <svg viewBox={`0 0 ${left + width + 14} ${height + 34}`} role="img" aria-label={say(title, as, drawn, of)}>
        <g transform={`translate(${left} 8)`}>
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <g key={share} transform={`translate(0 ${height * (1 - share)})`}>
              <line x2={width} className="wi-grid" />
              <text x="-8" dy="0.32em" textAnchor="end">
                {share * 100} %
              </text>
            </g>
          ))}
          {ticks(frame.longest).map((seconds) => (
            <text key={seconds} x={(seconds / frame.longest) * width} y={height + 18} textAnchor="middle">
              {sayDuration(seconds)}
            </text>
          ))}
          {drawn.map(({ spread, place }) => (
            <path
              key={place}
              d={band(path(spread.afterLow), path(spread.afterHigh))}
              className="wi-band"
              data-line={place}
            />
          ))}
          <path d={line(path(before.before))} className="wi-line" data-line="as" />
          {drawn.map(({ spread, place }) => (
            <path key={place} d={line(path(spread.after))} className="wi-line" data-line={place} />
          ))}
        </g>
      </svg>
      <p className="wi-legend">
        <span>
          <span className="wi-key" data-line="as" aria-hidden />
          As it is
        </span>
        {drawn.map(({ name, place }) => (
          <span key={place}>
            <span className="wi-key" data-line={place} aria-hidden />
            {name}
          </span>
        ))}
      </p>
    </figure>
  )
}

function say(
  title: string,
  as: WhatIf,
  drawn: readonly (Shown & { spread: Spreads })[],
  of: DistributionProps['of'],
): string {
  const place = as.shares.indexOf(0.5)
  const half = (quantiles: readonly number[] | undefined) => sayDuration(quantiles?.[place] ?? 0)
  const scenarios = drawn.map(({ name, spread }) => `${name}: half within ${half(spread.after)}`)
  return [`${title}. As it is: half within ${half(of(as)?.before)}`, ...scenarios].join('; ')
}
