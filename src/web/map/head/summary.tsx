import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { Measure } from '../../../insight/answers.ts'
import { useFilters } from '../../app/filters.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayPercent, sayShare } from '../../figure/share.ts'
import type { MapModel } from '../model.ts'
import type { Overlay, OverlayShown } from '../overlays/overlay.tsx'
import { OverlaySwitch } from '../overlays/switch.tsx'
import { CasesLink } from '../panel/cases-link.tsx'

/** The rule for equal times is worth a word only where it moves more transitions than this. */
const notableTies = 0.01

/** The map in short: how many, how they end, how long it takes, what the overlay says (usually what was kept), what the figures leave out. */
export function Summary({ chosen, ...shown }: SummaryProps & { chosen: Overlay | null }) {
  return (
    <>
      {chosen && <OverlaySwitch chosen={chosen} />}
      <Figures {...shown} />
    </>
  )
}

interface SummaryProps {
  readonly id: string
  readonly model: MapModel
  readonly overlay: OverlayShown
}

function Figures({ id, model, overlay }: SummaryProps) {
  const { figures } = model
  const { count } = useFilters()
  if (figures.state !== 'known') return <SummaryWaits />
  const { measure } = figures
  const { toOutcome, ties, unmatched } = measure
  if (measure.cases === 0) {
    return (
      <>
        <Figure label="Cases" value="0" sure={count > 0 ? 'none under the filters' : 'none yet'} />
        <Unmatched unmatched={unmatched} isFiltered={count > 0} />
      </>
    )
  }
  return (
    <>
      <Figure
        label="Cases"
        value={
          <CasesLink id={id} behind={{ kind: 'all' }}>
            {sayCount(measure.cases)}
          </CasesLink>
        }
        sure={<Open id={id} measure={measure} />}
      />
      <Reached id={id} model={model} outcome={measure.outcome} />
      {measure.outcome && (
        <Figure
          label="Median to the outcome"
          value={toOutcome.p50 === null ? '–' : sayDuration(toOutcome.p50)}
          sure={toOutcome.p90 === null ? 'nobody reached it' : `9 in 10 within ${sayDuration(toOutcome.p90)}`}
        />
      )}
      {overlay.summary()}
      {ties.moved > notableTies && (
        <Figure
          label="Equal times"
          value={sayCount(ties.pairs)}
          sure={`neighbours share a time; ordered by name, ${sayPercent(ties.moved)} of the transitions would differ`}
          title={`${sayCount(ties.pairs)} neighbours share a time and keep the order of their source; ordered by name, ${sayPercent(ties.moved)} of the transitions would differ.`}
        />
      )}
      <Unmatched unmatched={unmatched} isFiltered={count > 0} />
    </>
  )
}

function SummaryWaits() {
  return (
    <>
      {['Cases', 'Outcome', 'Median to the outcome', 'Promises kept'].map((label) => (
        <Figure key={label} label={label} value={<span className="skeleton wide" />} />
      ))}
    </>
  )
}

function Open({ id, measure: { open, customers, cases } }: { id: string; measure: Measure }) {
  return (
    <>
      {open > 0 ? (
        <CasesLink id={id} behind={{ kind: 'open' }}>
          {sayCount(open)} open
        </CasesLink>
      ) : (
        'all ended'
      )}
      {customers !== cases && ` · ${sayMany(customers, 'customer')}`}
    </>
  )
}

function Reached({ id, model, outcome }: { id: string; model: MapModel; outcome: Measure['outcome'] }) {
  const label = sayOutcome(model)
  if (outcome === null) return <Figure label={label} value="–" sure="the map names no good outcome" />
  if (outcome.n === 0) return <Figure label={label} value="–" sure="no case has ended" />
  const { value, interval, n } = sayShare(outcome)
  return (
    <Figure
      label={label}
      value={
        <CasesLink id={id} behind={{ kind: 'outcome', reached: true }}>
          {value}
        </CasesLink>
      }
      sure={interval}
      title={`${n} cases that have ended; 95 % interval`}
    />
  )
}

function sayOutcome({ map, nameOf }: MapModel): string {
  const good = map.outcome?.good ?? []
  return good.length === 1 && good[0] ? `Reach “${nameOf(good[0])}”` : 'Reach a good outcome'
}

interface UnmatchedProps extends Pick<Measure, 'unmatched'> {
  /** counted over the whole store, also where the other figures are filtered */
  isFiltered: boolean
}

function Unmatched({ unmatched: { events, names }, isFiltered }: UnmatchedProps) {
  if (events === 0) return null
  return (
    <div className="figure">
      <span className="figure-label">On no step of the map</span>
      <Popover position="bottom-start" trapFocus returnFocus shadow="md" width={300}>
        <Popover.Target>
          <button type="button" className="unmatched">
            <strong>{sayCount(events)}</strong>{' '}
            <small>{isFiltered ? 'of all events, unfiltered' : events === 1 ? 'event' : 'events'}</small>
            <IconChevronDown size={13} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown className="float" aria-label="Events on no step of the map">
          <p className="kicker">Events that no step matches</p>
          {names.map(({ name, count }) => (
            <div key={name} className="row">
              <span>{name}</span>
              <span className="number">{sayCount(count)}</span>
            </div>
          ))}
          <p className="soft">A step shows them once its match names them, in Text.</p>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
