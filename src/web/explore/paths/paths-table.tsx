import type { AnswerOf } from '../../app/ask.ts'
import { sayCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'
import type { StepNames } from '../../variants/names.ts'
import { BehindLink } from '../behind-link.tsx'

type JoinedPaths = AnswerOf<'GET /api/explore/joined-paths'>

interface PathsTableProps {
  readonly paths: JoinedPaths
  /** the step that was asked for */
  readonly step: string
  readonly map: string | undefined
  readonly names: StepNames
}

/** Every ribbon with its figure, each leading to its cases. */
export function PathsTable({ paths: { links, back, groups, cases }, step, map, names }: PathsTableProps) {
  const membersOf = (name: string) => groups.find((group) => group.name === name)?.steps ?? [name]
  const sign = back ? -1 : 1
  const behindOf = ({ place, from, to }: JoinedPaths['links'][number]) => ({
    kind: 'path' as const,
    around: step,
    at: [
      ...(place === 0 ? [] : [{ place: sign * place, steps: membersOf(from) }]),
      { place: sign * (place + 1), steps: to === null ? [] : membersOf(to) },
    ],
  })
  return (
    <>
      {groups.map((group) => (
        <p key={group.name} className="faint">
          {group.name}: {group.steps.map(names.title).join(', ')}
        </p>
      ))}
      <table className="plain ex-table">
        <thead>
          <tr>
            <th scope="col">{back ? 'Steps before' : 'Steps after'}</th>
            <th scope="col">From</th>
            <th scope="col">{back ? 'Before that' : 'To'}</th>
            <th scope="col" className="number">
              Cases
            </th>
            <th scope="col" className="number">
              Of all
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={`${link.place} ${link.from} ${link.to}`}>
              <td>{link.place + 1}</td>
              <th scope="row">{names.title(link.from)}</th>
              <td>
                {link.to === null ? (
                  <span className="absent">{back ? 'began here' : 'no further step'}</span>
                ) : (
                  names.title(link.to)
                )}
              </td>
              <td className="number">
                <BehindLink map={map} behind={behindOf(link)}>
                  {sayCount(link.cases)}
                </BehindLink>
              </td>
              <td className="number">{cases === 0 ? '–' : sayPercent(link.cases / cases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
