import type { ReactNode } from 'react'
import type { Drivers } from '../../insight/drivers/answers.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { BehindLink, behindOf, FactorTable, type ListProps } from './list.tsx'
import type { Parts } from './parts.ts'
import type { DriversSearch, Fold } from './search.ts'

interface FoldedProps {
  parts: Parts
  answer: Drivers
  list: ListProps
  unfolded: readonly Fold[]
  set: (patch: { unfolded: DriversSearch['unfolded'] | undefined }) => void
}

/** What is not clear, what all but decides it, what is too few, what was left out: there to be read, not in the way. */
export function Folded({ parts, answer, list, unfolded, set }: FoldedProps) {
  const part = (fold: Fold, title: string, children: ReactNode) => (
    <Part
      title={title}
      isOpen={unfolded.includes(fold)}
      toggle={(isOpen) => {
        const next = isOpen ? [...unfolded, fold] : unfolded.filter((one) => one !== fold)
        set({ unfolded: next.length === 0 ? undefined : next })
      }}
    >
      {children}
    </Part>
  )
  return (
    <>
      {parts.decides.length > 0 &&
        part(
          'decides',
          `All but decide it: ${sayMany(parts.decides.length, 'factor')}`,
          <>
            <p className="soft">
              Nearly all cases on one side reach it, or none. That is the way itself, or the same thing under another
              name; the model leaves it out.
            </p>
            <FactorTable {...list} listed={parts.decides} caption="Factors that all but decide it" />
          </>,
        )}
      {parts.unclear.length > 0 &&
        part(
          'unclear',
          `Not clear: ${sayMany(parts.unclear.length, 'factor')}`,
          <FactorTable {...list} listed={parts.unclear} caption="Factors that are not clear" />,
        )}
      {parts.few.length > 0 &&
        part('few', `Too few to say: ${sayMany(parts.few.length, 'factor')}`, <Few {...list} parts={parts} />)}
      {answer.leftOut.length > 0 &&
        part('left', `Left out, and why: ${sayCount(answer.leftOut.length)}`, <LeftOut answer={answer} />)}
    </>
  )
}

function Part({
  title,
  isOpen,
  toggle,
  children,
}: {
  title: string
  isOpen: boolean
  toggle: (isOpen: boolean) => void
  children: ReactNode
}) {
  return (
    <section className="dr-folded">
      <h2>
        <button type="button" aria-expanded={isOpen} onClick={() => toggle(!isOpen)}>
          {title}
        </button>
      </h2>
      {isOpen && children}
    </section>
  )
}

function Few({ parts, answer, map }: ListProps & { parts: Parts }) {
  return (
    <>
      <p className="soft">Fewer than {answer.least} cases with it, or without: no difference is said.</p>
      <ul className="dr-few">
        {parts.few.map((factor) => (
          <li key={factor.says}>
            {factor.says}{' '}
            <BehindLink behind={behindOf(answer, factor, true)} map={map}>
              {sayMany(factor.with.n, 'case')} with it
            </BehindLink>
            <span className="faint">, {sayCount(factor.without.n)} without</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function LeftOut({ answer }: { answer: Drivers }) {
  return (
    <table className="dr-left">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">
            <span className="spoken">In words</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.leftOut.map((one) => (
          <tr key={`${one.what} ${one.why}`}>
            <td>{one.what}</td>
            <td>{one.why}</td>
            <td className="soft">{one.says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
