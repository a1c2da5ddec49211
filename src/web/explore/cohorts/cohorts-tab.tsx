import './cohorts.css'
import { keepPreviousData } from '@tanstack/react-query'
import type { Cohorts } from '../../../insight/cohorts/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { Segmented } from '../../app/segmented.tsx'
import { type TableData, tableOf } from '../../export/table.ts'
import { sayDate } from '../../figure/date.ts'
import { Empty, Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { Choice, NumberChoice, StepChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { isPeriod, periods, readCohorts } from './asked.ts'
import { HeatTable } from './heat-table.tsx'

/** Who began together, and how many came back or reached a step later. */
export function CohortsTab(place: ExplorePlace) {
  const { asked, set } = useAsked(readCohorts)
  const { of, by, start, reach, period, periods: count } = asked
  const properties = useAsk('GET /api/properties', {}, { staleTime: 60_000 })
  const cohorts = useAsk(
    'GET /api/explore/cohorts',
    { query: { ...place.query, of, by, period, periods: String(count), start, reach } },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <Segmented
          label="Who"
          value={of}
          options={{ cases: 'Cases', customers: 'Customers' }}
          choose={(one) => set({ of: one })}
        />
        <Choice label="Grouped by" value={by} choose={(one) => set({ by: one, period: isPeriod(one) ? one : period })}>
          {Object.values(periods).map((one) => (
            <option key={one} value={one}>
              {one} they began
            </option>
          ))}
          {properties.data?.properties.map(({ name, kind }) => (
            <option key={`${kind} ${name}`} value={name}>
              {name}
            </option>
          ))}
        </Choice>
        <StepChoice
          label="Beginning with"
          value={start}
          steps={place.steps}
          names={place.names}
          choose={(step) => set({ start: step || undefined })}
          none="their first step"
        />
        <StepChoice
          label="Counted when they"
          value={reach}
          steps={place.steps}
          names={place.names}
          choose={(step) => set({ reach: step || undefined })}
          none="come back (any step)"
        />
        <Choice label="Periods of" value={period} choose={(one) => isPeriod(one) && set({ period: one })}>
          <option value="day">a day</option>
          <option value="week">a week</option>
          <option value="month">30 days</option>
        </Choice>
        <NumberChoice
          label="How many"
          value={count}
          options={[6, 12, 26]}
          say={String}
          choose={(periods) => set({ periods })}
        />
      </div>
      {cohorts.error ? (
        <Failed error={cohorts.error} again={cohorts.refetch} />
      ) : !cohorts.data ? (
        <Loading what="the cohorts" />
      ) : cohorts.data.cohorts.length === 0 ? (
        <Empty
          says="Nobody began with this step under these filters."
          action="Begin with the first step"
          onClick={() => set({ start: undefined })}
        />
      ) : (
        <Answer name="Cohorts" isStale={cohorts.isPlaceholderData} table={() => cohortData(cohorts.data)}>
          <p className="soft">
            {say(asked, place)} Known up to {sayDate(cohorts.data.horizon)}.
          </p>
          <HeatTable cohorts={cohorts.data} map={place.map} />
        </Answer>
      )}
    </>
  )
}

function say({ of, start, reach, period }: ReturnType<typeof readCohorts>, { names }: ExplorePlace): string {
  const began = start === '' ? 'their first step' : `their first “${names.title(start)}”`
  const long = { day: 'day', week: 'week', month: '30 days' }[period]
  return reach === ''
    ? `Share of ${of} that were seen again in the k-th ${long} after ${began}.`
    : `Share of ${of} that came to “${names.title(reach)}” within k ${period === 'month' ? 'times 30 days' : `${long}s`} of ${began}.`
}

function cohortData({ cohorts, overall, units }: Cohorts): TableData {
  const rows = [...cohorts, { id: 'all', units, cells: overall }].flatMap(({ id, units: size, cells }) =>
    cells.map((cell) => [id, size, cell.period, cell.reached, cell.n, cell.share, cell.low, cell.high]),
  )
  return tableOf(['cohort', 'size', 'period', 'reached', 'n', 'share', 'low', 'high'], rows)
}
