import type { Variants } from '../../insight/answers.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure } from '../figure/figure.tsx'
import { sayPercent } from '../figure/share.ts'
import type { Listed } from './list.ts'

/** How far a few variants go: the sentence a sponsor asks for first. */
export function Summary({ answer, list }: { answer: Variants; list: readonly Listed[] }) {
  const ten = list[Math.min(10, list.length) - 1]
  const half = list.find((one) => (one.cumulative ?? 0) >= 0.5)
  return (
    <>
      <Figure label="Cases" value={sayCount(answer.cases)} />
      <Figure
        label="Variants"
        value={sayCount(answer.total)}
        sure={`${(answer.cases / answer.total).toFixed(1)} cases each`}
      />
      <Figure
        label={ten && ten.place < 10 ? `All ${ten.place} cover` : 'The ten most frequent cover'}
        value={ten?.cumulative == null ? null : sayPercent(ten.cumulative)}
        sure="of cases"
      />
      <Figure
        label="Half of the cases take"
        value={half ? sayMany(half.place, 'variant') : `more than ${sayCount(list.length)} variants`}
      />
    </>
  )
}
