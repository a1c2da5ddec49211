import { useCallback } from 'react'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import type { Listed } from './list.ts'
import type { StepNames } from './names.ts'
import { VariantRow } from './row.tsx'

export interface VariantTableProps {
  /** those to show, of the whole list */
  listed: readonly Listed[]
  list: readonly Listed[]
  names: StepNames
  map: string | undefined
  compared: readonly string[]
  compare: (id: string) => void
}

export function VariantTable({ listed, list, names, map, compared, compare }: VariantTableProps) {
  const { filters, set } = useFilters()
  const use = useCallback((id: string) => set({ variant: filters.variant === id ? undefined : id }), [set, filters])
  return (
    <div className="vr-list">
      <table className="vr-table">
        <caption className="spoken">Variants, most frequent first</caption>
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Share of cases</th>
            <th scope="col" className="number">
              Cases
            </th>
            <th scope="col" className="number">
              Share so far
            </th>
            <th scope="col" className="number">
              Median
            </th>
            <th scope="col">Steps</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((one) => (
            <VariantRow
              key={one.variant.id}
              listed={one}
              names={names}
              most={list[0]?.variant.share.share ?? 1}
              isCompared={compared.includes(one.variant.id)}
              isFilter={filters.variant === one.variant.id}
              cases={{ ...filters, ...mapQuery(map), variant: one.variant.id, behind: { kind: 'all' } }}
              compare={compare}
              use={use}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
