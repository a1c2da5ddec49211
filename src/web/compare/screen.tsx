import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Compare } from '../../insight/compare/answers.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { type Filters, useFilters } from '../app/filters.ts'
import { Screen } from '../app/screen.tsx'
import { TabRow } from '../explore/tab-row.tsx'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure } from '../figure/figure.tsx'
import { Failed, Loading } from '../figure/states.tsx'
import { type CompareSearch, readCompareSearch } from './search.ts'
import { otherSide, saySide, together } from './side.ts'
import { SidePicker } from './side-form.tsx'
import { CompareView } from './view.tsx'
import { metricWords, sayDifference, sayMark, sayValue } from './words.ts'

/** Compare, a question of Explore: two sets of cases, or as it is and as it is to be, on one map. */
export function CompareScreen() {
  const { map } = useParams({ from: '/compare/{-$map}' })
  const search = readCompareSearch(useSearch({ strict: false }))
  const { filters, query } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '-' } })
  const { a, toBe } = search
  const b = search.b ?? (a === undefined ? undefined : (otherSide(a) ?? undefined))
  const isAsked = (a !== undefined && b !== undefined) || toBe !== undefined
  const { data, error, refetch } = useAsk(
    'GET /api/maps/:map/compare',
    {
      params: { map: map ?? '-' },
      query: {
        ...query,
        a: JSON.stringify(a ?? {}),
        ...(b === undefined ? {} : { b: JSON.stringify(b) }),
        ...(toBe === undefined ? {} : { toBe }),
      },
    },
    { placeholderData: keepPreviousData, enabled: isAsked },
  )
  const title = map === undefined ? 'Compare' : `Compare · ${drawn.data?.map.title ?? ''}`
  const failed = error ?? drawn.error
  const sides = { a: together(filters, a ?? {}), b: together(filters, b ?? a ?? {}) }
  return (
    <Screen
      title={title}
      tags={<FilterBar />}
      simulated={drawn.data?.map.simulated ?? false}
      summary={isAsked && data && <Summary answer={data} />}
      bare
    >
      <div className="ex-room">
        <TabRow open="compare" />
        <div className="ex-tab">
          <Sides search={search} map={map} />
          {failed ? (
            <Failed error={failed} again={() => void refetch()} />
          ) : !isAsked ? (
            <Suggestions period={drawn.data ? map : undefined} />
          ) : !data || !drawn.data ? (
            <Loading what="the comparison" />
          ) : (
            <CompareView answer={data} drawn={drawn.data.map} map={map} sides={sides} />
          )}
        </div>
      </div>
    </Screen>
  )
}

function useSet() {
  const navigate = useNavigate()
  return (patch: { [K in keyof CompareSearch]?: CompareSearch[K] | undefined }) =>
    void navigate({
      to: '.',
      search: (old): CompareSearch =>
        Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)),
    })
}

function Sides({ search, map }: { search: CompareSearch; map: string | undefined }) {
  const set = useSet()
  const { data } = useAsk('GET /api/maps', {})
  const others = (data?.maps ?? []).filter(({ id }) => id !== map)
  return (
    <div className="cp-sides">
      <SidePicker name="a" side={search.a} choose={(a) => set({ a })} mayBeRest={false} />
      <span className="faint">against</span>
      <SidePicker name="b" side={search.b} choose={(b) => set({ b })} mayBeRest={search.a?.segment !== undefined} />
      {map !== undefined && others.length > 0 && (
        <label>
          To-be map
          <select
            value={search.toBe ?? ''}
            onChange={({ currentTarget }) => set({ toBe: currentTarget.value || undefined })}
          >
            <option value="">none</option>
            {others.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

/** Nobody has been chosen yet: what can be asked with one press. */
function Suggestions({ period }: { period: string | undefined }) {
  const set = useSet()
  const status = useAsk('GET /api/status', {})
  const properties = useAsk('GET /api/properties', {})
  const saved = useAsk('GET /api/segments', {})
  const channel =
    properties.data?.properties.find(({ name, values }) => name === 'channel' && values.length > 1) ??
    properties.data?.properties.find(({ values }) => values.length > 1 && values.length < 20)
  const [first, second] = channel?.values ?? []
  const end = status.data?.period?.to
  const half = end === undefined ? null : new Date(Date.parse(end) - 90 * 86_400_000).toISOString().slice(0, 10)
  const only = (value: string): Filters =>
    channel === undefined
      ? {}
      : {
          segment: channel.kind === 'trait' ? { trait: channel.name, is: value } : { where: { [channel.name]: value } },
        }
  return (
    <div className="state" key={period}>
      <p>
        Choose who stands on either side: a period, a segment, or both. Every figure of the map is then held against the
        other.
      </p>
      {half !== null && (
        <button type="button" className="state-link" onClick={() => set({ a: { to: half }, b: { from: half } })}>
          The last 90 days against before
        </button>
      )}
      {channel && first && second && (
        <button
          type="button"
          className="state-link"
          onClick={() => set({ a: only(first.value), b: only(second.value) })}
        >
          {channel.name} {first.value} against {second.value}
        </button>
      )}
      {saved.data?.segments.slice(0, 3).map(({ id, title, predicate }) => (
        <button key={id} type="button" className="state-link" onClick={() => set({ a: { segment: predicate } })}>
          {title} against everybody else
        </button>
      ))}
    </div>
  )
}

function Summary({ answer }: { answer: Compare }) {
  return (
    <>
      <Figure label={`a: ${saySide(answer.a.filter)}`} value={sayMany(answer.a.cases, 'case')} />
      <Figure
        label={`b: ${saySide(answer.b.filter)}`}
        value={sayMany(answer.b.cases, 'case')}
        sure={answer.both > 0 ? `${sayCount(answer.both)} on both sides` : null}
      />
      {answer.overall.map((one) => (
        <Figure
          key={one.metric}
          label={metricWords[one.metric]}
          value={`${sayValue(one.unit, one.a.value)} → ${sayValue(one.unit, one.b.value)}`}
          sure={
            one.low === null
              ? sayMark(one)
              : `${sayDifference(one.unit, one.low)} to ${sayDifference(one.unit, one.high)}, ${one.mark === 'clear' ? 'clear' : 'not clear'}`
          }
        />
      ))}
    </>
  )
}
