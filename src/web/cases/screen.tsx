import { simulatedOf } from '../app/simulated.ts'
import './cases.css'
import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Behind } from '../../insight/cases/answers.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen, Tag } from '../app/screen.tsx'
import { sayCount } from '../figure/count.ts'
import { Figure } from '../figure/figure.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from '../variants/names.ts'
import { sayBehind, sayOrder, sayTook } from './behind-words.ts'
import { CaseTable } from './case-table.tsx'
import { saySort } from './sort-head.tsx'
import { TakeCases } from './take-cases.tsx'

const everything: Behind = { kind: 'all' }
const perPage = 50

/** The cases behind a figure: which figure, under which filters, a page at a time; each opens. */
export function CasesScreen() {
  const { map, behind = everything, page = 1, sort } = useSearch({ from: '/cases' })
  const { query, count, clear } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const asked = {
    ...query,
    ...mapQuery(map),
    behind: JSON.stringify(behind),
    limit: String(perPage),
    offset: String((page - 1) * perPage),
    ...(sort && { sort }),
  }
  const { data, error, refetch, isPlaceholderData } = useAsk(
    'GET /api/cases',
    { query: asked },
    { placeholderData: keepPreviousData },
  )
  const titleOf = stepNames(drawn.data?.map).title
  const tags = (
    <>
      {map ? (
        <Link className="tag" to="/map/$map" params={{ map }} search={{}}>
          {drawn.data?.map.title ?? map}
        </Link>
      ) : (
        <Tag>each event name a step</Tag>
      )}
      <FilterBar />
    </>
  )
  return (
    <Screen
      title="Cases"
      tags={tags}
      simulated={simulatedOf(drawn.data?.map)}
      summary={
        data && (
          <Figure
            label={sayBehind(behind, titleOf)}
            value={sayCount(data.total)}
            sure={[count > 0 ? 'under the filters above' : '', sort ? saySort(sort) : sayOrder(behind)]
              .filter(Boolean)
              .join(', ')}
          />
        )
      }
    >
      {error ? (
        <Failed error={error} again={refetch} />
      ) : !data ? (
        <Loading what="the cases" />
      ) : data.total === 0 ? (
        <NoCases filtered={count > 0} clear={clear} />
      ) : (
        <div aria-busy={isPlaceholderData}>
          <CaseTable rows={data.cases} took={sayTook(behind, titleOf)} titleOf={titleOf} map={map} sort={sort} />
          <Pages total={data.total} page={page} />
          <TakeCases asked={asked} total={data.total} />
        </div>
      )}
    </Screen>
  )
}

function NoCases({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  if (filtered) return <Empty says="No case is left under these filters." action="Clear the filters" onClick={clear} />
  return <Empty says="No case stands behind this figure." action="Go to the journeys" to={{ to: '/' }} />
}

function Pages({ total, page }: { total: number; page: number }) {
  const navigate = useNavigate({ from: '/cases' })
  const last = Math.ceil(total / perPage)
  const go = (to: number) => navigate({ search: (old) => ({ ...old, page: to }) })
  if (last <= 1) return null
  return (
    <nav className="pages" aria-label="Pages">
      <Button variant="default" size="xs" disabled={page <= 1} onClick={() => go(page - 1)}>
        Before
      </Button>
      <span>
        {sayCount((page - 1) * perPage + 1)} – {sayCount(Math.min(total, page * perPage))} of {sayCount(total)}
      </span>
      <Button variant="default" size="xs" disabled={page >= last} onClick={() => go(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
