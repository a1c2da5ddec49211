import type { Ties } from '../../../insight/answers.ts'
import { sayCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'

/** Said where it matters: how far the rule for equal times moves what is shown. */
export function TiesNote({ ties }: { ties: Ties }) {
  if (ties.moved <= 0.01) return null
  return (
    <p className="pm-note">
      {sayCount(ties.pairs)} neighbouring events have the same time and keep the order of their source. Ordered by name
      instead, {sayPercent(ties.moved)} of the transitions would differ.
    </p>
  )
}
