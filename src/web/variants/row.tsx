import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { CasesSearch } from '../cases/search.ts'
import { sayCount } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent, sayShare } from '../figure/share.ts'
import { Chips } from './chips.tsx'
import type { Listed } from './list.ts'
import type { StepNames } from './names.ts'

export interface RowProps {
  listed: Listed
  names: StepNames
  /** share of the most frequent variant: the longest bar */
  most: number
  isCompared: boolean
  isFilter: boolean
  cases: CasesSearch
  compare: (id: string) => void
  use: (id: string) => void
}

export const VariantRow = memo(({ listed, names, most, isCompared, isFilter, cases, compare, use }: RowProps) => {
  const { variant, place, cumulative } = listed
  const said = sayShare(variant.share)
  return (
    <tr data-compared={isCompared || undefined}>
      <td>
        <label className="vr-pick">
          <input type="checkbox" checked={isCompared} onChange={() => compare(variant.id)} />
          <span className="spoken">Compare variant</span>
          <span className="vr-place">{place}</span>
        </label>
      </td>
      <td className="vr-share">
        <strong>{said.value}</strong> <small>{said.interval}</small>
        <span
          className="vr-bar"
          aria-hidden
          style={{ '--long': `${(100 * (variant.share.share ?? 0)) / (most || 1)}%` }}
        />
      </td>
      <td className="number">{sayCount(variant.count)}</td>
      <td className="number">{cumulative === null ? '–' : sayPercent(cumulative, 1)}</td>
      <td className="number">{sayDuration(variant.medianSeconds)}</td>
      <td>
        <div className="vr-what">
          <Chips steps={variant.steps} names={names} />
          <span className="vr-deeds">
            <button type="button" aria-pressed={isFilter} onClick={() => use(variant.id)}>
              {isFilter ? 'Filter in use' : 'Use as filter'}
              <span className="spoken">: variant {place}</span>
            </button>
            <Link to="/cases" search={cases}>
              See cases<span className="spoken"> of variant {place}</span>
            </Link>
          </span>
        </div>
      </td>
    </tr>
  )
})
