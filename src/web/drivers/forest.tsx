import type { DriverFactor } from '../../insight/drivers/answers.ts'
import type { Unit } from './words.ts'

type Effect = NonNullable<DriverFactor['difference']>

/** All rows share one scale, so that lengths can be compared down the list. */
export interface Scale {
  readonly most: number
  readonly ticks: readonly number[]
}

const width = 300
const margin = 12

/** Wide enough for the differences; the interval of a rare factor may be cut, and then says so with an arrow. */
export function scaleOf(factors: readonly DriverFactor[], isScore: boolean): Scale {
  const reach = factors.flatMap(({ difference, adjustedDifference }) => [
    Math.abs(difference?.value ?? 0),
    Math.abs(adjustedDifference?.value ?? 0),
  ])
  const wanted = Math.max(isScore ? 1e-9 : 0.05, ...reach) * 1.15
  const unit = 10 ** Math.floor(Math.log10(wanted))
  const step = [1, 2, 3, 5, 10].map((n) => (n * unit) / 2).find((one) => one * 2 >= wanted) ?? unit * 5
  return { most: step * 2, ticks: [-2, -1, 0, 1, 2].map((n) => n * step) }
}

const x = (scale: Scale, value: number) =>
  width / 2 + (Math.max(-scale.most, Math.min(scale.most, value)) / scale.most) * (width / 2 - margin)

/** The axis above the list. */
export function Axis({ scale, unit }: { scale: Scale; unit: Unit }) {
  return (
    <svg className="dr-axis" viewBox={`0 0 ${width} 16`} width={width} height="16" aria-hidden>
      {scale.ticks.map((tick) => (
        <text key={tick} x={x(scale, tick)} y="11" textAnchor="middle">
          {unit.difference(tick)}
        </text>
      ))}
    </svg>
  )
}

/** One factor: a filled circle for the difference as it is, an open diamond for it with the others held equal. */
export function Forest({
  factor,
  scale,
  unit,
  tone,
}: {
  factor: DriverFactor
  scale: Scale
  unit: Unit
  tone: string | undefined
}) {
  const { difference, adjustedDifference: adjusted } = factor
  return (
    <svg
      className="dr-forest"
      data-tone={tone}
      viewBox={`0 0 ${width} 30`}
      width={width}
      height="30"
      role="img"
      aria-label={said(factor, unit)}
    >
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          className={tick === 0 ? 'dr-zero' : 'dr-tick'}
          x1={x(scale, tick)}
          x2={x(scale, tick)}
          y1="0"
          y2="30"
        />
      ))}
      {difference && <Whisker scale={scale} effect={difference} y={9} />}
      {difference && <circle className="dr-raw" cx={x(scale, difference.value)} cy="9" r="4.5" />}
      {adjusted && (
        <g className={factor.holds ? undefined : 'dr-unheld'}>
          <Whisker scale={scale} effect={adjusted} y={21} />
          <path className="dr-adjusted" d={`M ${x(scale, adjusted.value)} 15.5 l 5.5 5.5 l -5.5 5.5 l -5.5 -5.5 z`} />
        </g>
      )}
    </svg>
  )
}

function Whisker({ scale, effect, y }: { scale: Scale; effect: Effect; y: number }) {
  const [low, high] = [x(scale, effect.low), x(scale, effect.high)]
  const beyond = [
    ...(effect.low < -scale.most ? [`M ${low + 4} ${y - 3} L ${low - 1} ${y} L ${low + 4} ${y + 3}`] : []),
    ...(effect.high > scale.most ? [`M ${high - 4} ${y - 3} L ${high + 1} ${y} L ${high - 4} ${y + 3}`] : []),
  ]
  return (
    <>
      <line className="dr-whisker" x1={low} x2={high} y1={y} y2={y} />
      {beyond.map((d) => (
        <path key={d} className="dr-beyond" d={d} />
      ))}
    </>
  )
}

function said({ difference, adjustedDifference }: DriverFactor, unit: Unit): string {
  if (difference === null) return 'too few to say'
  const raw = `difference ${unit.difference(difference.value)} ${unit.points}, ${unit.interval(difference)}`
  if (adjustedDifference === null) return raw
  return `${raw}; with the others held equal ${unit.difference(adjustedDifference.value)}, ${unit.interval(adjustedDifference)}`
}
