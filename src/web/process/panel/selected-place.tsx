import { useAsk } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { mapQuery } from '../../app/map-choice.ts'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { byCount, type Graph, type Link, type Place } from '../graph/model.ts'
import { directionOf } from '../graph/order.ts'
import { directionWords, type Names } from '../words.ts'
import { CasesLink } from './cases-link.tsx'
import { Row, ShareRow } from './rows.tsx'
import { shareOf } from './share-of.ts'

export interface SelectedPlaceProps {
  place: Place
  graph: Graph
  order: ReadonlyMap<string, number>
  names: Names
  map: string | undefined
  select: (id: string) => void
}

/** One step: how many, how long to the next, where they come from and go. */
export function SelectedPlace(props: SelectedPlaceProps) {
  const { place, graph, names, map } = props
  const stage = names.stage(place.id)
  const isStep = place.kind === 'step'
  return (
    <>
      <h2>{names.title(place.id)}</h2>
      {stage && (
        <p className="pm-kind" data-stage={stage}>
          {stage}
        </p>
      )}
      <dl className="pm-rows">
        <Row name="Cases" value={sayCount(place.cases)} />
        {isStep && <ShareRow name="of all cases" share={shareOf(place.cases, graph.cases)} />}
        {isStep && <Row name="Visits" value={sayCount(place.count)} sure={perCase(place)} />}
        {isStep && <ToNext name={place.name} map={map} />}
      </dl>
      <CasesLink
        map={map}
        behind={isStep ? { kind: 'visited', step: place.name } : { kind: 'all' }}
        cases={place.cases}
      />
      <Ends title="Where they come from" end="to" {...props} />
      <Ends title="Where they go" end="from" {...props} />
    </>
  )
}

const perCase = ({ count, cases }: Place) => (cases > 0 ? `${(count / cases).toFixed(2)} a case` : null)

/** The map's own answer about the step, asked only when one is open. */
function ToNext({ name, map }: { name: string; map: string | undefined }) {
  const { query } = useFilters()
  const { data } = useAsk('GET /api/explore/times', { query: { ...query, ...mapQuery(map) } })
  const step = data?.steps.find((one) => one.name === name)
  if (!step || step.p50 === null || step.p90 === null) return null
  return (
    <Row
      name="To the next step, median / p90"
      value={`${sayDuration(step.p50)} / ${sayDuration(step.p90)}`}
      sure={`n ${sayCount(step.n)}`}
    />
  )
}

const most = 6

function Ends({
  title,
  end,
  place,
  graph,
  order,
  names,
  select,
}: SelectedPlaceProps & { title: string; end: 'from' | 'to' }) {
  const far = end === 'from' ? 'to' : 'from'
  const links = graph.links.filter((link) => link[end] === place.id).sort(byCount)
  if (links.length === 0) return null
  const rows = (some: readonly Link[]) =>
    some.map((link) => (
      <li key={link.id}>
        <button type="button" onClick={() => select(link.id)}>
          <span
            className="pm-way"
            style={{ inlineSize: `${(100 * link.count) / (links[0]?.count ?? 1)}%` }}
            aria-hidden
          />
          <span>
            {directionOf(link, order) !== 'on' && `${directionWords[directionOf(link, order)].sign} `}
            {names.title(link[far])}
          </span>
          <span className="soft">{sayCount(link.count)}</span>
        </button>
      </li>
    ))
  return (
    <>
      <h3>{title}</h3>
      <ul className="pm-ends">{rows(links.slice(0, most))}</ul>
      {links.length > most && (
        <details>
          <summary>{links.length - most} more</summary>
          <ul className="pm-ends">{rows(links.slice(most))}</ul>
        </details>
      )}
    </>
  )
}
