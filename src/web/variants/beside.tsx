import { sayCount } from '../figure/count.ts'
import { Comparison } from './comparison.tsx'
import type { Listed } from './list.ts'
import type { StepNames } from './names.ts'

interface BesideProps {
  pair: readonly (Listed | undefined)[]
  names: StepNames
  close: () => void
  listed: number
}

/** The side panel: what is compared, or what is still to choose. */
export function Beside({ pair: [left, right], names, close, listed }: BesideProps) {
  if (left && right) return <Comparison left={left} right={right} names={names} close={close} />
  const isWaiting = left !== undefined
  return (
    <>
      <div className="vr-head">
        <h2>Compare two variants</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <p className="soft">
        {isWaiting
          ? `Variant ${left.place} is chosen. Choose one more to see where the two differ.`
          : `What was chosen is not among the ${sayCount(listed)} variants listed: fetch more of them, or choose others.`}
      </p>
    </>
  )
}
