import '../../variants/variants.css'
import './clusters.css'
import { keepPreviousData } from '@tanstack/react-query'
import type { Cluster, Clusters } from '../../../insight/clusters/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { sayShare } from '../../figure/share.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import { Chips } from '../../variants/chips.tsx'
import { Answer } from '../answer.tsx'
import { BehindLink } from '../behind-link.tsx'
import { NumberChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { readClusters } from './asked.ts'

/** Groups of journeys that are alike, each with a variant that stands for it and what sets it apart. */
export function ClustersTab(place: ExplorePlace) {
  const { asked, set } = useAsked(readClusters)
  const count = asked.clusters
  const answer = useAsk(
    'GET /api/explore/clusters',
    { query: { ...place.query, ...(count === 0 ? {} : { clusters: String(count) }) } },
    { placeholderData: keepPreviousData, staleTime: 300_000 },
  )
  return (
    <>
      <div className="ex-controls">
        <NumberChoice
          label="How many groups"
          value={count}
          options={[0, 2, 3, 4, 5, 6, 8, 10, 12]}
          say={(n) => (n === 0 ? 'as many as lie best apart' : String(n))}
          choose={(clusters) => set({ clusters: clusters === 0 ? undefined : clusters })}
        />
      </div>
      {answer.error ? (
        <Failed error={answer.error} again={answer.refetch} />
      ) : answer.data ? (
        <Answer name="Groups" isStale={answer.isPlaceholderData} table={() => groupData(answer.data)}>
          <p>{answer.data.says}</p>
          <p className="soft">{sayCoverage(answer.data)}</p>
          <ol className="cl-list">
            {answer.data.clusters.map((cluster) => (
              <Group key={cluster.number} cluster={cluster} count={count} place={place} />
            ))}
          </ol>
        </Answer>
      ) : (
        <Loading what="the groups" />
      )}
    </>
  )
}

function sayCoverage({ variants, from, laid, left }: Clusters): string {
  const made = `Made from the ${sayMany(from.variants, 'most frequent variant')} of ${sayCount(variants)}, which ${sayMany(from.cases, 'case')} took`
  const rest = laid.cases > 0 ? `; ${sayMany(laid.cases, 'case')} of rarer ones went to the nearest group` : ''
  return `${made}${rest}${left > 0 ? `; ${sayMany(left, 'case')} of the rarest are in none` : ''}.`
}

function Group({ cluster, count, place }: { cluster: Cluster; count: number; place: ExplorePlace }) {
  const { number, title, cases, share, medianSeconds, outcome, representative, apart, variants } = cluster
  const said = sayShare(share)
  const good = outcome === null ? null : sayShare(outcome)
  return (
    <li className="cl-group">
      <h2>
        <span className="cl-number">{number}</span> {title}
      </h2>
      <p className="cl-facts">
        <span>
          <strong>{said.value}</strong> <small>{said.interval}</small>{' '}
          <BehindLink
            map={place.map}
            behind={{ kind: 'cluster', clusters: count === 0 ? null : count, cluster: number }}
          >
            {sayMany(cases, 'case')}
          </BehindLink>
        </span>
        <span>
          half within <strong>{sayDuration(medianSeconds)}</strong>
        </span>
        {good && (
          <span>
            good outcome <strong>{good.value}</strong> <small>{good.interval ?? good.n}</small>
          </span>
        )}
        <span className="soft">{sayMany(variants, 'variant')}</span>
      </p>
      <span className="cl-bar" aria-hidden style={{ '--long': `${100 * (share.share ?? 0)}%` }} />
      <p className="cl-label">A variant that stands for it, with {sayMany(representative.cases, 'case')}</p>
      <Chips steps={representative.steps} names={place.names} />
      {apart.length > 0 && (
        <>
          <p className="cl-label">
            What sets it apart, over its {sayMany(apart[0]?.here.n ?? 0, 'case')} and the{' '}
            {sayCount(apart[0]?.elsewhere.n ?? 0)} of the other groups (95 % intervals)
          </p>
          <ul>
            {apart.map((trait) => (
              <li key={trait.says}>{trait.says}</li>
            ))}
          </ul>
        </>
      )}
    </li>
  )
}

/** A row for each thing that sets a group apart; one for a group that nothing does. */
function groupData({ clusters }: Clusters): TableData {
  const names = ['group', 'title', 'cases', 'share', 'low', 'high', 'median_seconds', 'variants', 'good', 'good_n']
  const apart = [
    'apart',
    'step',
    'here',
    'here_low',
    'here_high',
    'here_n',
    'elsewhere',
    'elsewhere_low',
    'elsewhere_high',
  ]
  const rows = clusters.flatMap(({ number, title, cases, share, medianSeconds, variants, outcome, apart: traits }) => {
    const group = [number, title, cases, share.share, share.low, share.high, medianSeconds, variants]
    const mine = [...group, outcome?.share ?? null, outcome?.n ?? null]
    if (traits.length === 0) return [mine]
    return traits.map(({ kind, step, here, elsewhere }) => {
      return [...mine, kind, step, ...[here, elsewhere].flatMap(({ share: of, low, high, n }) => [of, low, high, n])]
    })
  })
  return tableOf([...names, ...apart, 'elsewhere_n'], rows)
}
