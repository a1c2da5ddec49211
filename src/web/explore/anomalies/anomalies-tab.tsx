import './anomalies.css'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Anomalies, AnomalyRule } from '../../../insight/anomalies/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { mapQuery } from '../../app/map-choice.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayInstant } from '../../figure/date.ts'
import { Empty, Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { BehindLink } from '../behind-link.tsx'
import { Choice, NumberChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { isKind, kinds, readAnomalies } from './asked.ts'

/** Cases unlike the others, the most unusual first, each with why; and how many would be listed were nothing wrong. */
export function AnomaliesTab(place: ExplorePlace) {
  const { asked, set } = useAsked(readAnomalies)
  const { kind, limit } = asked
  const answer = useAsk(
    'GET /api/explore/anomalies',
    { query: { ...place.query, ...(kind ? { kind } : {}), limit: String(limit) } },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <Choice label="Reason" value={kind} choose={(one) => set({ kind: isKind(one) ? one : undefined })}>
          <option value="">any</option>
          {Object.entries(kinds).map(([one, says]) => (
            <option key={one} value={one}>
              {says}
            </option>
          ))}
        </Choice>
        <NumberChoice
          label="Listed"
          value={limit}
          options={[50, 200]}
          say={String}
          choose={(most) => set({ limit: most })}
        />
      </div>
      {answer.error ? (
        <Failed error={answer.error} again={answer.refetch} />
      ) : answer.data ? (
        <Answer name="Unusual cases" isStale={answer.isPlaceholderData} table={() => unusualData(answer.data)}>
          <Rules answer={answer.data} map={place.map} />
          {answer.data.list.length === 0 ? (
            <Empty
              says={
                answer.data.cases < 1000
                  ? 'Of fewer than 1,000 cases it cannot be told which are unlike the others.'
                  : 'No case is unlike the others for this reason.'
              }
            />
          ) : (
            <Listed answer={answer.data} map={place.map} />
          )}
        </Answer>
      ) : (
        <Loading what="the unusual cases" />
      )}
    </>
  )
}

/** What is looked for, how often it was asked, and how many it lists beside how many it would were nothing wrong. */
function Rules({ answer, map }: { answer: Anomalies; map: string | undefined }) {
  return (
    <table className="an-rules">
      <caption>
        <BehindLink map={map} behind={{ kind: 'unusual', reason: null }}>
          {sayMany(answer.unusual, 'case')}
        </BehindLink>{' '}
        of {sayCount(answer.cases)} are unlike the others. Some always are: what is listed beyond what would be were
        nothing wrong deserves a look first.
      </caption>
      <thead>
        <tr>
          <th scope="col">A case that</th>
          <th scope="col" className="number">
            Asked of
          </th>
          <th scope="col" className="number">
            Expected by chance
          </th>
          <th scope="col" className="number">
            Cases listed
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.rules.map((rule) => (
          <tr key={rule.kind}>
            <th scope="row">{rule.says}</th>
            <td className="number">
              {rule.tested === 0 ? <span className="absent">too few</span> : sayCount(rule.tested)}
            </td>
            <td className="number">{sayExpected(rule)}</td>
            <td className="number">
              {rule.cases === 0 ? (
                '0'
              ) : (
                <BehindLink map={map} behind={{ kind: 'unusual', reason: rule.kind }}>
                  {sayCount(rule.cases)}
                </BehindLink>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayExpected({ expected, tested }: AnomalyRule): string {
  if (tested === 0) return ''
  return expected === null ? 'none' : expected < 1 ? '< 1' : sayCount(expected)
}

function Listed({ answer, map }: { answer: Anomalies; map: string | undefined }) {
  const most = Math.max(1, ...answer.list.map(({ score }) => score))
  return (
    <table className="an-list">
      <caption className="spoken">Unusual cases, the most unusual first</caption>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Began (UTC)</th>
          <th scope="col" title="bits of surprise: each is twice as unlikely">
            How unusual, bits
          </th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {answer.list.map((one) => (
          <tr key={one.key}>
            <th scope="row">
              <Link to="/case/$key" params={{ key: one.key }} search={mapQuery(map)}>
                {one.case || one.customer}
              </Link>
            </th>
            <td className="soft">{sayInstant(one.started)}</td>
            <td className="an-score">
              {one.score.toFixed(0)}
              <span className="cl-bar" aria-hidden style={{ '--long': `${(100 * one.score) / most}%` }} />
            </td>
            <td>
              <ul>
                {one.reasons.map((reason) => (
                  <li key={reason.kind}>{reason.says}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The cases that are listed, a row for each reason. */
function unusualData({ list }: Anomalies): TableData {
  const rows = list.flatMap((one) =>
    one.reasons.map(({ kind, bits, says }) => [
      one.case,
      one.customer,
      one.started,
      one.ended,
      one.score,
      kind,
      bits,
      says,
    ]),
  )
  return tableOf(['case', 'customer', 'started', 'ended', 'score_bits', 'reason', 'reason_bits', 'says'], rows)
}
