import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import type { Conformance, Deviation, DeviationKind } from '../../../insight/conform/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayPercent, sayShare } from '../../figure/share.ts'
import { CasesLink } from '../panel/cases-link.tsx'
import { Section } from '../panel/section.tsx'
import { Alignments, deviationSigns, deviationWords } from './conformance/alignment.tsx'
import './conformance/conformance.css'
import { type OverlayLane, type OverlayPlace, overlay } from './overlay.tsx'

/** So many variants that leave the map come with their alignment; the strip and a step show the most frequent of them. */
const fetched = '100'
const inStrip = 12
const inPanel = 5

const lanes = [
  lane('skipped', 'Skipped', 'cases that left it out'),
  lane('misplaced', 'Out of place', 'cases that came, but not there'),
  lane('repeated', 'Repeated', 'cases that came more often than drawn'),
  lane('extra', 'Not on their way', 'cases that came, where the map leads past'),
] as const

function lane(kind: DeviationKind, title: string, unit: string): OverlayLane<Conformance> {
  return {
    id: `show-${kind}`,
    title,
    unit,
    legend: `${title}: ${unit}, as a share of all cases that were held against the map, with its 95 % interval.`,
    cell: ({ deviations }, { step }) => <Off found={deviationAt(deviations, kind, step.id)} kind={kind} />,
  }
}

function deviationAt(deviations: readonly Deviation[], kind: DeviationKind, step: string): Deviation | undefined {
  return deviations.find((one) => one.kind === kind && one.step === step)
}

/** A share with a line as long, so that columns compare at a glance; those who had stopped before are told apart. */
function Off({ found, kind }: { found: Deviation | undefined; kind: DeviationKind }) {
  if (found === undefined) return <small className="faint">none</small>
  const { past, stopped, cases, times } = found
  const said = sayShare(past)
  return (
    <>
      {cases > stopped && (
        <>
          <span className="cell-line">
            <b className={(past.share ?? 0) >= 0.1 ? 'bad' : undefined}>
              <i aria-hidden>{deviationSigns[kind]}</i> {said.value}
            </b>{' '}
            <small>{said.interval}</small>
          </span>
          <small>
            {sayMany(cases - stopped, 'case')}
            {kind !== 'skipped' && times > cases && `, ${sayMany(times, 'time')}`}
          </small>
          <span className="cell-share" aria-hidden style={{ width: `${(past.share ?? 0) * 100}%` }} />
        </>
      )}
      {stopped > 0 && <small className="cell-stopped">{sayCount(stopped)} had stopped before</small>}
    </>
  )
}

/** How cases keep to the way that the map draws. */
export const conformance = overlay({
  id: 'conformance',
  label: 'Conformance',
  useAnswer: ({ id, query, enabled }) =>
    useAsk(
      'GET /api/maps/:map/conformance',
      { params: { map: id }, query: { ...query, top: fetched } },
      { enabled, placeholderData: keepPreviousData },
    ),
  lanes,
  replaces: ['drop', 'repeats'],
  summary: (data, place) => <Strip data={data} place={place} />,
  panel: (data, { step }, place) => <AtStep data={data} step={step.id} place={place} />,
})

function Strip({ data, place }: { data: Conformance; place: OverlayPlace }) {
  const { fitting, fittingShare, fitness, low, high, covered, misfits, variants } = data
  if (fitness === null || low === null || high === null) return null
  const said = sayShare(fittingShare)
  const left = covered.rarer.cases + covered.longer.cases
  return (
    <>
      <Figure
        label="Keep to the map"
        value={
          <CasesLink id={place.id} behind={{ kind: 'fits', fits: true }}>
            {said.value}
          </CasesLink>
        }
        sure={said.interval}
        title={`${sayCount(fitting)} of ${sayCount(covered.cases)} cases are a way through the map; 95 % interval`}
      />
      <Figure
        label="Fitness"
        value={fitness.toFixed(fitness > 0.99 && fitness < 1 ? 3 : 2)}
        sure={`${low.toFixed(3)} – ${high.toFixed(3)}`}
        title="Mean over the cases of 1 − moves off the map / (visits + fewest steps through the map); 95 % interval"
      />
      {misfits > 0 && (
        <div className="figure">
          <span className="figure-label">Leave the map</span>
          <Popover position="bottom-start" trapFocus returnFocus shadow="md" width={620}>
            <Popover.Target>
              <button type="button" className="unmatched">
                <strong>{sayCount(misfits)}</strong> <small>{misfits === 1 ? 'variant' : 'variants'}</small>
                <IconChevronDown size={13} aria-hidden />
              </button>
            </Popover.Target>
            <Popover.Dropdown className="float misfits" aria-label="The most frequent variants that leave the map">
              <p className="kicker">The most frequent that leave the map</p>
              <Alignments variants={variants.slice(0, inStrip)} place={place} />
              <p className="soft">
                <CasesLink id={place.id} behind={{ kind: 'fits', fits: false }}>
                  All {sayMany(covered.cases - fitting, 'case')}
                </CasesLink>{' '}
                that leave it.
              </p>
            </Popover.Dropdown>
          </Popover>
        </div>
      )}
      {left > 0 && covered.fittingShare && (
        <Figure
          label="Held against the map"
          value={sayPercent(covered.cases / covered.of.cases, 1)}
          sure={`the most frequent ${sayCount(covered.variants)} of ${sayCount(covered.of.variants)} variants; of all cases ${sayPercent(covered.fittingShare.low)} to ${sayPercent(covered.fittingShare.high)} keep to the map`}
        />
      )}
    </>
  )
}

function AtStep({ data, step, place }: { data: Conformance; step: string; place: OverlayPlace }) {
  const found = lanes.flatMap(
    ({ id }) => data.deviations.find((one) => `show-${one.kind}` === id && one.step === step) ?? [],
  )
  const variants = data.variants.filter(({ moves }) =>
    moves.some((move) => move.step === step && move.deviation !== null),
  )
  const smaller = data.journeys.find((one) => one.step === step)
  return (
    <Section title="Against the map">
      {found.length === 0 && <p className="absent">No case leaves the map here.</p>}
      {found.map((one) => (
        <Row key={one.kind} one={one} place={place} />
      ))}
      {data.endless.includes(step) && (
        <p className="soft">The map draws no way to an end from here, so cases may stop here.</p>
      )}
      {smaller && <p className="soft">The journey “{smaller.journey}” stands behind it; here it counts as one step.</p>}
      {variants.length > 0 && <Alignments variants={variants.slice(0, inPanel)} place={place} />}
    </Section>
  )
}

function Row({ one, place }: { one: Deviation; place: OverlayPlace }) {
  const { kind, step, past, stopped, cases } = one
  const said = sayShare(past)
  const behind = (hasStopped: boolean) =>
    ({ kind: 'deviation', deviation: kind, step, ...(stopped > 0 ? { stopped: hasStopped } : {}) }) as const
  return (
    <>
      {cases > stopped && (
        <div className="row way">
          <span className="way-line" aria-hidden style={{ width: `${(past.share ?? 0) * 100}%` }} />
          <span>
            <i aria-hidden>{deviationSigns[kind]}</i> {deviationWords[kind]}
            {stopped > 0 && ' and went on'}
          </span>
          <CasesLink id={place.id} behind={behind(false)}>
            {sayCount(cases - stopped)} · {said.value} <small>{said.interval}</small>
          </CasesLink>
        </div>
      )}
      {stopped > 0 && (
        <div className="row">
          <span>had stopped before it</span>
          <CasesLink id={place.id} behind={behind(true)}>
            {sayCount(stopped)}
          </CasesLink>
        </div>
      )}
    </>
  )
}
