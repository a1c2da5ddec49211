import { useElementSize } from '@mantine/hooks'
import { sayCount } from '../../figure/count.ts'
import { inLines } from '../../figure/lines.ts'
import { sayShare } from '../../figure/share.ts'
import type { StepNames } from '../../variants/names.ts'
import type { FunnelAnswer } from './funnel-table.tsx'

const column = { least: 108, gap: 26, top: 34, bars: 190, foot: 64 }
const base = column.top + column.bars

/** A bar for each step, as high as its share of the first; what is lost on the way to the next stands between, with its share. */
export function FunnelDrawing({ funnel: { steps, by }, names }: { funnel: FunnelAnswer; names: StepNames }) {
  const room = useElementSize()
  const width = Math.max(column.least, Math.min(220, (room.width || 900) / Math.max(1, steps.length)))
  const most = steps[0]?.cases ?? 0
  const bar = width - column.gap
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <figure className="ex-figure" ref={room.ref} tabIndex={0}>
      <svg
        width={width * steps.length}
        height={base + column.foot}
        role="img"
        aria-label={`Funnel: ${steps.map((step) => `${names.title(step.name)} ${sayCount(step.cases)}`).join(', ')}`}
      >
        <line x1="0" x2={width * steps.length} y1={base + 0.5} y2={base + 0.5} className="axis" />
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step may be named twice; its place is what it is
          <g key={place} transform={`translate(${place * width} 0)`}>
            {by ? <Groups by={by} place={place} bar={bar} /> : <Bar steps={steps} place={place} bar={bar} />}
            <text
              y={(by ? column.top : base - heightOf((steps[place - 1] ?? step).cases, most)) - 8}
              className="ex-count"
            >
              {sayCount(step.cases)}{' '}
              <tspan className="ex-sure">{place > 0 ? sayShare(step.share).value : 'cases'}</tspan>
            </text>
            <Title y={base + 18} text={names.title(step.name)} width={bar} />
            <Lost step={step} before={steps[place - 1]} />
          </g>
        ))}
      </svg>
      {by && <Legend values={by.groups.map(({ value }) => value)} property={by.property} others={by.others} />}
    </figure>
  )
}

interface BarProps {
  readonly place: number
  readonly bar: number
}

function Bar({ steps, place, bar }: BarProps & Pick<FunnelAnswer, 'steps'>) {
  const most = steps[0]?.cases ?? 0
  const here = heightOf(steps[place]?.cases ?? 0, most)
  const before = heightOf(steps[place - 1]?.cases ?? 0, most)
  return (
    <>
      {before > here && <rect y={base - before} width={bar} height={before - here} className="ex-lost" />}
      <rect y={base - here} width={bar} height={here} className="ex-bar" />
    </>
  )
}

/** A thin bar for each group, as high as its share of its own first step. */
function Groups({ by: { groups }, place, bar }: BarProps & { readonly by: NonNullable<FunnelAnswer['by']> }) {
  const thin = bar / groups.length
  return groups.map(({ value, steps }, i) => {
    const height = heightOf(steps[place]?.cases ?? 0, steps[0]?.cases ?? 0)
    return (
      <rect
        key={value}
        x={i * thin + 0.5}
        y={base - height}
        width={Math.max(1, thin - 1)}
        height={height}
        className="ex-bar"
        style={{ opacity: opacityOf(i, groups.length) }}
      >
        <title>{`${value}: ${sayShare(steps[place]?.share ?? noShare).value} of ${sayCount(steps[0]?.cases ?? 0)}`}</title>
      </rect>
    )
  })
}

function Lost({
  step,
  before,
}: {
  step: FunnelAnswer['steps'][number]
  before: FunnelAnswer['steps'][number] | undefined
}) {
  if (!before || before.cases === step.cases) return null
  const share = { ...step.ofBefore, share: 1 - (step.ofBefore.share ?? 1) }
  return (
    <text y={base + 52} className="ex-loss">
      −{sayCount(before.cases - step.cases)} · {sayShare(share).value} lost
    </text>
  )
}

const heightOf = (cases: number, of: number) => (of === 0 ? 0 : (cases / of) * column.bars)
/** Groups are told apart by how strong their colour is, in the order of the legend. */
const opacityOf = (i: number, of: number) => 1 - (i * 0.7) / of
const noShare = { share: null, n: 0, low: null, high: null }

/** A title in two lines at most, cut by letters where it is longer. */
function Title({ y, text, width }: { y: number; text: string; width: number }) {
  const [first, second] = inLines(text, Math.floor(width / 6.4))
  return (
    <text y={y} className="ex-name">
      <title>{text}</title>
      <tspan>{first}</tspan>
      {second && (
        <tspan x="0" dy="15">
          {second}
        </tspan>
      )}
    </text>
  )
}

function Legend({ values, property, others }: { values: readonly string[]; property: string; others: number }) {
  return (
    <figcaption className="ex-legend">
      <span className="soft">{property}, share of its own first step:</span>
      {values.map((value, i) => (
        <span key={value}>
          <i className="ex-swatch" style={{ opacity: opacityOf(i, values.length) }} aria-hidden /> {value}
        </span>
      ))}
      {others > 0 && <span className="faint">{sayCount(others)} rarer values are not shown</span>}
    </figcaption>
  )
}
