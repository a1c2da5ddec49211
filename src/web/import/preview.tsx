import type { Proposal } from '../../api/contract.ts'
import type { Event, SampledRow } from '../../event/index.ts'
import { sayInstant } from '../figure/date.ts'

/** The file's first rows as they would be read: events, or refusals with their reason. */
export function Preview({ sample, busy }: Pick<Proposal, 'sample'> & { busy: boolean }) {
  const refused = sample.filter((row) => 'refusal' in row).length
  return (
    <section className="preview" aria-labelledby="preview-title" aria-busy={busy}>
      <h2 id="preview-title">
        The first rows, as they would be read
        <span className="soft">
          {busy ? ' reading again…' : refused > 0 ? ` ${refused} of ${sample.length} refused` : ''}
        </span>
      </h2>
      {sample.length === 0 ? (
        <p className="absent">No row can be read yet.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                Line
              </th>
              <th scope="col">Case</th>
              <th scope="col">When (UTC)</th>
              <th scope="col">What</th>
              <th scope="col">Through, by, in</th>
              <th scope="col">Words and scores</th>
              <th scope="col">Properties</th>
            </tr>
          </thead>
          <tbody>
            {sample.map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ row }: { row: SampledRow }) {
  if ('refusal' in row) {
    const { field, value, reason } = row.refusal
    return (
      <tr className="preview-refused">
        <td className="number">{row.line}</td>
        <td colSpan={6}>
          <strong>refused</strong> {field} “{value}” {reason}
        </td>
      </tr>
    )
  }
  const { event } = row
  const rest = sayProperties({ ...event.properties, ...event.traits })
  return (
    <tr>
      <td className="number">{row.line}</td>
      <td>{event.case ?? customerOf(event)}</td>
      <td className="preview-when">{sayInstant(event.at / 1000, true)}</td>
      <td>
        <b>{event.name}</b>
      </td>
      <td>{[event.channel, event.team, event.system, event.partner].filter(Boolean).join(' · ')}</td>
      <td>
        {[event.text && `“${event.text}”`, event.score && `${event.score.kind} ${event.score.value}`]
          .filter(Boolean)
          .join(' · ')}
      </td>
      <td className="soft">
        <span className="preview-rest" title={rest}>
          {rest}
        </span>
      </td>
    </tr>
  )
}

const customerOf = ({ customer }: Event) => Object.values(customer).find((id) => id !== undefined) ?? ''

function sayProperties(properties: Event['properties']): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ')
}
