import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TransitionDifference } from '../../insight/compare/answers.ts'
import { mapQuery } from '../app/map-choice.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayCount } from '../figure/count.ts'
import { Cell, reachOf } from './mark.tsx'
import type { BothSides } from './side.ts'
import { SideCount } from './side-count.tsx'
import { transitionData } from './tables.ts'

interface TransitionsProps {
  /** of the file that is taken along */
  name: string
  transitions: readonly TransitionDifference[]
  map: string | undefined
  sides: BothSides
  titleOf: (step: string) => string
}

const few = 15

/** From step to step: first what differs clearly, what is new and what has vanished. */
export function Transitions({ name, transitions, map, sides, titleOf }: TransitionsProps) {
  const [isAll, setAll] = useState(false)
  const telling = transitions.filter(isTelling)
  const shown = isAll ? transitions : telling.slice(0, few)
  const rest = transitions.length - shown.length
  const reach = { taken: reachOf(shown.map(({ taken }) => taken)), p50: reachOf(shown.map(({ p50 }) => p50)) }
  return (
    <section className="cp-section">
      <div className="cp-head">
        <h2>From step to step</h2>
        {transitions.length > 0 && <TakeAlong name={name} table={() => transitionData(transitions)} />}
      </div>
      {shown.length === 0 ? (
        <p className="soft">No transition differs clearly, is new or has vanished.</p>
      ) : (
        <table className="cp-table">
          <caption className="spoken">Transitions, both sides</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Cases</th>
              <th scope="col">Of those at “from”</th>
              <th scope="col">Median time</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.from} ${one.to}`}>
                <td>{titleOf(one.from)}</td>
                <td>
                  {titleOf(one.to)}
                  {one.is !== 'in-both' && <span className="cp-new">{one.is}</span>}
                </td>
                <td className="cp-links">
                  {(['a', 'b'] as const).map((side) => (
                    <SideCount
                      key={side}
                      side={side}
                      cases={one.cases[side]}
                      search={{
                        ...sides[side],
                        ...mapQuery(map),
                        behind: { kind: 'transition', from: one.from, to: one.to },
                      }}
                    />
                  ))}
                </td>
                <td>
                  <Cell one={one.taken} reach={reach.taken} />
                </td>
                <td>
                  <Cell one={one.p50} reach={reach.p50} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(rest > 0 || isAll) && (
        <Button variant="default" size="xs" onClick={() => setAll(!isAll)}>
          {isAll ? 'Show what differs' : `Show all ${sayCount(transitions.length)} transitions`}
        </Button>
      )}
    </section>
  )
}

function isTelling({ taken, p50, is }: TransitionDifference): boolean {
  return is !== 'in-both' || taken.mark === 'clear' || p50.mark === 'clear'
}
