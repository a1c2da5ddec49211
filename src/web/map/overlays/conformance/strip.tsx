import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Conformance } from '../../../../insight/conform/answers.ts'
import { Segmented } from '../../../app/segmented.tsx'
import { sayCount, sayMany } from '../../../figure/count.ts'
import { Figure } from '../../../figure/figure.tsx'
import { sayPercent, sayShare } from '../../../figure/share.ts'
import { CasesLink } from '../../panel/cases-link.tsx'
import { Alignments } from './alignment.tsx'
import { asOpened, type ConformancePlace } from './inside.ts'

/** So many of the variants that leave the map are drawn in the strip's list. */
const inStrip = 12

/** The whole map in short: who keeps to it, how well all fit, what leaves it, and what was left out. */
export function Strip({ data, place }: { data: Conformance; place: ConformancePlace }) {
  const { fitting, fittingShare, fitness, low, high, covered, misfits } = data
  if (fitness === null || low === null || high === null) return null
  const said = sayShare(fittingShare)
  const left = covered.rarer.cases + covered.longer.cases
  return (
    <>
      <Figure
        label="Keep to the map"
        value={
          <CasesLink id={place.id} behind={{ kind: 'fits', fits: true, ...asOpened(place) }}>
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
      {misfits > 0 && <Misfits data={data} place={place} />}
      <SmallerJourneys data={data} place={place} />
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

function Misfits({ data, place }: { data: Conformance; place: ConformancePlace }) {
  const { misfits, variants, covered, fitting } = data
  return (
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
            <CasesLink id={place.id} behind={{ kind: 'fits', fits: false, ...asOpened(place) }}>
              All {sayMany(covered.cases - fitting, 'case')}
            </CasesLink>{' '}
            that leave it.
          </p>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

const openness = { closed: 'One step each', opened: 'Opened' } as const

/** Whether a smaller journey counts as the one step that the map draws, or its own steps stand in its place. */
function SmallerJourneys({ data: { journeys }, place }: { data: Conformance; place: ConformancePlace }) {
  const navigate = useNavigate({ from: '/map/$map' })
  const { opened } = useSearch({ from: '/map/$map' })
  if (journeys.length === 0) return null
  const shut = opened ? journeys.filter((one) => one.says !== undefined) : []
  return (
    <div className="figure">
      <span className="figure-label">Smaller journeys</span>
      <Segmented
        label="Smaller journeys"
        value={opened ? 'opened' : 'closed'}
        options={openness}
        choose={(next) => {
          void navigate({
            search: ({ opened: _, ...rest }) => (next === 'opened' ? { ...rest, opened: true } : rest),
          })
        }}
      />
      {shut.map((one) => (
        <small key={one.step}>
          “{place.model.nameOf(one.step)}” stays one step: {one.says}.
        </small>
      ))}
    </div>
  )
}
