import type { Compare, PathDifference } from '../../insight/compare/answers.ts'
import { mapQuery } from '../app/map-choice.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayMany } from '../figure/count.ts'
import { sayDate } from '../figure/date.ts'
import { Chips } from '../variants/chips.tsx'
import type { StepNames } from '../variants/names.ts'
import { Cell, reachOf } from './mark.tsx'
import { type BothSides, together } from './side.ts'
import { SideCount } from './side-count.tsx'
import { pathData } from './tables.ts'

interface PathsProps {
  /** of the file that is taken along */
  name: string
  answer: Compare
  map: string | undefined
  sides: BothSides
  names: StepNames
}

/** Whole variants that only one side takes, and those of both that are taken more or less often. */
export function Paths({ name, answer, map, sides, names }: PathsProps) {
  const { paths, pathsUntil } = answer
  const isBlind = answer.paths.new.length + answer.paths.vanished.length + answer.paths.changed.length === 0
  const lists = [
    { title: 'New', says: 'taken in b and by nobody in a', list: paths.new, total: paths.onlyB },
    { title: 'Vanished', says: 'taken in a and by nobody in b', list: paths.vanished, total: paths.onlyA },
    {
      title: 'Changed',
      says: 'the variants of both sides whose shares are furthest apart',
      list: paths.changed,
      total: null,
    },
  ]
  return (
    <section className="cp-section">
      <div className="cp-head">
        <h2>Paths</h2>
        {!isBlind && <TakeAlong name={name} table={() => pathData(paths)} />}
      </div>
      {pathsUntil !== null && (
        <p className="faint">Of cases begun before {sayDate(pathsUntil)}: a younger one may not be over.</p>
      )}
      {isBlind && <p className="absent">One of the two sides has no case that old, so no paths can be compared.</p>}
      {lists.map(({ title, says, list, total }) =>
        list.length === 0 ? null : (
          <div key={title}>
            <h3>{title}</h3>
            <p className="soft">
              {says}
              {total !== null &&
                `: ${sayMany(total.variants, 'path')}, ${sayMany(total.cases, 'case')}; the most taken`}
            </p>
            <PathTable list={list.slice(0, 8)} title={title} map={map} sides={sides} names={names} until={pathsUntil} />
          </div>
        ),
      )}
    </section>
  )
}

function PathTable({
  list,
  title,
  map,
  sides,
  names,
  until,
}: Omit<PathsProps, 'answer' | 'name'> & { list: readonly PathDifference[]; title: string; until: string | null }) {
  const reach = reachOf(list.map(({ taken }) => taken))
  return (
    <table className="cp-table">
      <caption className="spoken">{title} paths</caption>
      <thead className="spoken">
        <tr>
          <th scope="col">Cases</th>
          <th scope="col">Share</th>
          <th scope="col">Steps</th>
        </tr>
      </thead>
      <tbody>
        {list.map((path) => (
          <tr key={path.variant}>
            <td className="cp-links">
              {(['a', 'b'] as const).map((side) => (
                <SideCount
                  key={side}
                  side={side}
                  cases={path.cases[side]}
                  search={{
                    ...together(sides[side], until === null ? {} : { to: until.slice(0, 10) }),
                    ...mapQuery(map),
                    variant: path.variant,
                    behind: { kind: 'all' },
                  }}
                />
              ))}
            </td>
            <td>
              <Cell one={path.taken} reach={reach} />
            </td>
            <td>
              <Chips steps={path.steps} names={names} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
