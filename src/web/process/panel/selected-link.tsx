import type { Behind } from '../../../insight/cases/answers.ts'
import { sayCount } from '../../figure/count.ts'
import { sayLongDuration } from '../../figure/duration.ts'
import type { Graph, Link } from '../graph/model.ts'
import type { Direction } from '../graph/order.ts'
import { directionWords, type Names } from '../words.ts'
import { CasesLink } from './cases-link.tsx'
import { Row, ShareRow } from './rows.tsx'
import { shareOf } from './share-of.ts'

export interface SelectedLinkProps {
  link: Link
  direction: Direction
  graph: Graph
  names: Names
  map: string | undefined
}

/** One transition: how many, how long, and who. */
export function SelectedLink({ link, direction, graph, names, map }: SelectedLinkProps) {
  const from = graph.places.get(link.from)
  const { sign, says } = directionWords[direction]
  const whose = link.kind === 'begin' ? 'of all cases' : `of the cases at ${names.title(link.from)}`
  return (
    <>
      <h2>
        {names.title(link.from)} <span className="soft">{sign}</span> {names.title(link.to)}
      </h2>
      {direction !== 'on' && (
        <p className="pm-kind" data-direction={direction}>
          {sign} {says}
          {direction === 'back' ? ' to an earlier step' : ' the step'}
        </p>
      )}
      <dl className="pm-rows">
        <Row name="Cases" value={sayCount(link.cases)} />
        <ShareRow name={whose} share={shareOf(link.cases, from?.cases ?? 0)} />
        {link.kind === 'transition' && <Row name="Times taken" value={sayCount(link.count)} />}
        {link.times && (
          <>
            <Row name="Median time" value={sayLongDuration(link.times.median)} sure={`n ${sayCount(link.count)}`} />
            <Row name="Nine in ten within (p90)" value={sayLongDuration(link.times.p90)} />
            <Row name="Mean" value={sayLongDuration(link.times.mean)} />
          </>
        )}
      </dl>
      <CasesLink map={map} behind={behindOf(link, graph)} cases={link.cases} />
    </>
  )
}

function behindOf(link: Link, graph: Graph): Behind {
  const [from, to] = [graph.places.get(link.from)?.name ?? '', graph.places.get(link.to)?.name ?? '']
  if (link.kind === 'begin') return { kind: 'started', step: to }
  return link.kind === 'finish' ? { kind: 'ended', step: from } : { kind: 'transition', from, to }
}
