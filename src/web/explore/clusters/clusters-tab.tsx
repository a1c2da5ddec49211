import '../../variants/variants.css'
import './clusters.css'
import { keepPreviousData } from '@tanstack/react-query'
import type { Cluster, Clusters } from '../../../insight/clusters/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { sayShare } from '../../figure/share.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import { Chips } from '../../variants/chips.tsx'
import { BehindLink } from '../behind-link.tsx'
import { NumberChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { readClusters } from './asked.ts'

/** Groups of journeys that are alike, each with a way that stands for it and what sets it apart. */
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
        <div data-stale={answer.isPlaceholderData || undefined} className="ex-answer">
          <p>{answer.data.says}</p>
          <p className="soft">{sayCoverage(answer.data)}</p>
          <ol className="cl-list">
            {answer.data.clusters.map((cluster) => (
              <Group key={cluster.number} cluster={cluster} count={count} place={place} />
            ))}
          </ol>
        </div>
      ) : (
        <Loading what="the groups" />
      )}
    </>
  )
}

function sayCoverage({ variants, from, laid, left }: Clusters): string {
  const made = `Made from the ${sayMany(from.variants, 'most frequent way', 'most frequent ways')} of ${sayCount(variants)}, which ${sayMany(from.cases, 'case')} took`
  const rest = laid.cases > 0 ? `; ${sayMany(laid.cases, 'case')} on rarer ways went to the nearest group` : ''
  return `${made}${rest}${left > 0 ? `; ${sayMany(left, 'case')} on the rarest are in none` : ''}.`
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
        <span className="soft">{sayMany(variants, 'way')}</span>
      </p>
      <span className="cl-bar" aria-hidden style={{ '--long': `${100 * (share.share ?? 0)}%` }} />
      <p className="cl-label">A way that stands for it, taken by {sayMany(representative.cases, 'case')}</p>
      <Chips steps={representative.steps} names={place.names} />
      {apart.length > 0 && (
        <>
          <p className="cl-label">What sets it apart</p>
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
