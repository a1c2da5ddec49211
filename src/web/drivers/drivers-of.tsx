import type { ReactNode } from 'react'
import type { Drivers } from '../../insight/drivers/answers.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { Screen } from '../app/screen.tsx'
import { Segmented } from '../app/segmented.tsx'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayMany } from '../figure/count.ts'
import { Folded } from './folded.tsx'
import { scaleOf } from './forest.tsx'
import { FactorTable, type ListProps } from './list.tsx'
import { FactorPanel } from './panel.tsx'
import { type Listed, partsOf } from './parts.ts'
import type { DriversSearch } from './search.ts'
import { Summary } from './summary.tsx'
import { Weights } from './weights.tsx'
import { groupWords, unitOf } from './words.ts'

export interface DriversOfProps {
  answer: Drivers
  map: string | undefined
  title: string
  simulated: boolean | undefined
  chooser: ReactNode
  search: DriversSearch
  set: (patch: { [K in keyof DriversSearch]?: DriversSearch[K] | undefined }) => void
  isWaiting: boolean
}

export function DriversOf({ answer, map, title, simulated, chooser, search, set, isWaiting }: DriversOfProps) {
  const unit = unitOf(answer.target)
  const parts = partsOf(answer.factors, search.group)
  const scale = scaleOf(
    [...parts.holding, ...parts.alone, ...parts.unclear].map(({ factor }) => factor),
    unit.isScore,
  )
  const opened = answer.factors.find(({ says }) => says === search.factor)
  const select = (factor: string | undefined) => set({ factor })
  const list = { answer, map, unit, scale, selected: search.factor, select }
  return (
    <Screen
      title={title}
      simulated={simulated}
      tags={<FilterBar />}
      summary={<Summary answer={answer} map={map} unit={unit} />}
      asideLabel="One factor"
      aside={
        opened && <FactorPanel answer={answer} factor={opened} map={map} unit={unit} close={() => select(undefined)} />
      }
    >
      {chooser}
      <p className="dr-known">
        <strong>Compared on what was known beforehand.</strong> {answer.target.known} What goes with it need not be why.
      </p>
      {answer.noModel !== null && answer.factors.length === 0 ? (
        <p className="absent">{answer.noModel} Choose another target, or widen the filters.</p>
      ) : (
        <div aria-busy={isWaiting}>
          <div className="dr-tools">
            <Segmented
              label="Kind of factor"
              value={search.group ?? 'all'}
              options={groupsIn(answer)}
              choose={(group) => set({ group: group === 'all' ? undefined : group, factor: undefined })}
            />
            <Legend />
            <TakeAlong name={title} table={() => driverData(answer)} />
          </div>
          <Shown list={list} holding={parts.holding} alone={parts.alone} />
          <Folded parts={parts} answer={answer} list={list} unfolded={search.unfolded ?? []} set={set} />
          {answer.weights !== null && search.group === undefined && <Weights weights={answer.weights} />}
        </div>
      )}
    </Screen>
  )
}

function Shown({ list, holding, alone }: { list: ListProps; holding: readonly Listed[]; alone: readonly Listed[] }) {
  if (holding.length + alone.length === 0)
    return <p className="absent">No factor of this kind is clear: what differs may well be chance.</p>
  return (
    <>
      {holding.length > 0 && (
        <section className="dr-part">
          <h2>Clear, also with the others held equal</h2>
          <FactorTable {...list} listed={holding} caption="Factors that are clear, also with the others held equal" />
        </section>
      )}
      {alone.length > 0 && (
        <section className="dr-part">
          <h2>Clear by itself, not with the others held equal</h2>
          <FactorTable
            {...list}
            listed={alone}
            caption="Factors that are clear by themselves, not with the others held equal"
          />
        </section>
      )}
    </>
  )
}

/** Only the kinds that there are. */
function groupsIn(answer: Drivers) {
  const present = Object.entries(groupWords).filter(([group]) => answer.factors.some((one) => one.group === group))
  return { all: `All ${sayMany(answer.factors.length, 'factor')}`, ...Object.fromEntries(present) } as Partial<
    Record<'all' | keyof typeof groupWords, string>
  >
}

function Legend() {
  return (
    <p className="dr-legend">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <circle className="dr-raw" cx="6" cy="6" r="4.5" />
      </svg>
      as counted
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        <path className="dr-adjusted" d="M 7 1.5 l 5.5 5.5 l -5.5 5.5 l -5.5 -5.5 z" />
      </svg>
      the others held equal; lines are 95 % intervals
    </p>
  )
}

/** Every factor, also those too few to say and those folded away. */
function driverData({ factors }: Drivers) {
  return tableOf(
    [
      'cases_that',
      'kind',
      'among',
      'with_n',
      'with_rate',
      'without_n',
      'without_rate',
      'difference',
      'difference_low',
      'difference_high',
      'p',
      'q',
      'adjusted',
      'adjusted_low',
      'adjusted_high',
      'standing',
    ],
    factors.map(({ difference, adjustedDifference, ...factor }) => [
      factor.says,
      factor.group,
      factor.among,
      factor.with.n,
      factor.with.rate?.value ?? null,
      factor.without.n,
      factor.without.rate?.value ?? null,
      difference?.value ?? null,
      difference?.low ?? null,
      difference?.high ?? null,
      factor.p,
      factor.q,
      adjustedDifference?.value ?? null,
      adjustedDifference?.low ?? null,
      adjustedDifference?.high ?? null,
      factor.standing,
    ]),
  )
}
