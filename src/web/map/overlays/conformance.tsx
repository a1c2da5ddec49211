import { keepPreviousData } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Conformance, Deviation, DeviationKind } from '../../../insight/conform/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayShare } from '../../figure/share.ts'
import { deviationSigns } from './conformance/alignment.tsx'
import { AtStep } from './conformance/at-step.tsx'
import { deviationsInside, nameInside, nameWithin, placeInside } from './conformance/inside.ts'
import { Strip } from './conformance/strip.tsx'
import './conformance/conformance.css'
import { shareColumns } from '../take/taken.ts'
import { type OverlayLane, type OverlayRequest, overlay } from './overlay.tsx'

/** So many variants that leave the map come with their alignment; the strip and a step show the most frequent of them. */
const fetched = '100'

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
    cell: (data, { step }, place) => (
      <>
        <Off found={deviationAt(data.deviations, kind, step.id)} kind={kind} />
        <Inside
          found={deviationsInside(data, kind, step.id)}
          nameOf={nameWithin(step.id, nameInside(data, place.model.nameOf))}
        />
      </>
    ),
  }
}

function deviationAt(deviations: readonly Deviation[], kind: DeviationKind, step: string): Deviation | undefined {
  return deviations.find((one) => one.kind === kind && one.step === step)
}

/** A step that a smaller journey stands behind says of its steps the one that most cases leave the map at. */
function Inside({ found, nameOf }: { found: readonly Deviation[]; nameOf: (step: string) => string }) {
  const [most, ...others] = found
  if (most === undefined) return null
  return (
    <small className="cell-inside">
      within it {sayShare(most.past).value} “{nameOf(most.step)}”
      {others.length > 0 && ` and ${sayMany(others.length, 'more step')}`}
    </small>
  )
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
  useAnswer: useConformance,
  lanes,
  replaces: ['drop', 'repeats'],
  summary: (data, place) => <Strip data={data} place={placeInside(data, place)} />,
  panel: (data, { step }, place) => <AtStep data={data} step={step.id} place={placeInside(data, place)} />,
  taken: ({ deviations }, { step }) =>
    kinds.flatMap((kind) => {
      const found = deviationAt(deviations, kind, step.id)
      return [
        [`${kind}_cases`, found?.cases ?? 0],
        [`${kind}_stopped_before`, found?.stopped ?? 0],
        ...shareColumns(kind, found),
      ] as const
    }),
})

const kinds = ['skipped', 'misplaced', 'repeated', 'extra'] as const

function useConformance({ id, query, enabled }: OverlayRequest) {
  const { opened } = useSearch({ from: '/map/$map' })
  return useAsk(
    'GET /api/maps/:map/conformance',
    { params: { map: id }, query: { ...query, top: fetched, ...(opened ? { opened: '1' } : {}) } },
    { enabled, placeholderData: keepPreviousData },
  )
}
