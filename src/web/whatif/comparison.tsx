import type { WhatIf } from '../../insight/whatif/answers.ts'
import { type Line, lines, sayDifference, sayYear } from './figures.ts'

export interface Shown {
  readonly answer: WhatIf
  readonly name: string
  readonly place: number
}

/** The figures as they are, and in each scenario with the difference. */
export function Comparison({ as, scenarios }: { as: WhatIf; scenarios: readonly Shown[] }) {
  const told = lines.filter((line) => line.of(as)?.before)
  return (
    <table className="wi-table">
      <caption className="spoken">Figures as they are and with the changes</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">As it is</th>
          {scenarios.map(({ name, place }) => (
            <th scope="col" key={place}>
              {scenarios.length > 1 && <span className="wi-key" data-line={place} aria-hidden />}
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {told.map((line) => (
          <tr key={line.label} data-unquotable={as.baseline.quotable[line.part] ? undefined : ''}>
            <th scope="row">
              {line.label}
              {!as.baseline.quotable[line.part] && <span className="wi-unquotable">not to be quoted</span>}
            </th>
            <td>
              <Value line={line} of={line.of(as)?.before ?? null} />
            </td>
            {scenarios.map(({ answer, place }) => (
              <td key={place}>
                <Value line={line} of={line.of(answer)?.after ?? null} />
                <Difference line={line} answer={answer} />
              </td>
            ))}
          </tr>
        ))}
        {scenarios.length > 0 && as.perYear && (
          <tr>
            <th scope="row">A year, more good outcomes</th>
            <td>
              <small>{Math.round(as.perYear.cases).toLocaleString('en-US')} cases begin</small>
            </td>
            {scenarios.map(({ answer, place }) => (
              <td key={place}>
                <Year answer={answer} />
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Value({ line, of }: { line: Line; of: { value: number; low: number; high: number } | null }) {
  if (of === null) return <span className="absent">nobody reaches it</span>
  return (
    <>
      <strong>{line.say(of.value)}</strong>{' '}
      <small>
        {line.say(of.low)} – {line.say(of.high)}
      </small>
    </>
  )
}

function Difference({ line, answer }: { line: Line; answer: WhatIf }) {
  const difference = line.of(answer)?.difference
  if (!difference) return null
  const { says, interval, tone } = sayDifference(difference, line)
  return (
    <span className="wi-difference">
      <span className={tone ?? 'soft'}>{says}</span> {interval !== '' && <small>{interval}</small>}
    </span>
  )
}

function Year({ answer: { perYear } }: { answer: WhatIf }) {
  if (perYear === null) return <span className="absent">too short a time was seen</span>
  const outcomes = sayYear(perYear.customers, perYear.whom)
  const money = perYear.money === null ? null : sayYear(perYear.money, perYear.money.currency)
  return (
    <>
      <strong>{outcomes.says}</strong> <small>{outcomes.interval}</small>
      {money && (
        <span className="wi-difference">
          {money.says} <small>{money.interval}</small>
        </span>
      )}
    </>
  )
}
