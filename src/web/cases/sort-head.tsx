import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseSort, SortColumn } from './search.ts'

interface SortHeadProps {
  column: SortColumn
  sort: CaseSort | undefined
  isNumber?: boolean
  children: ReactNode
}

/** A column's head: pressed, the largest or latest first; again, the smallest first; then the figure's own order. */
export function SortHead({ column, sort, isNumber = false, children }: SortHeadProps) {
  const state = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none'
  const next: CaseSort | undefined = state === 'none' ? `-${column}` : state === 'descending' ? column : undefined
  return (
    <th scope="col" aria-sort={state} className={isNumber ? 'number' : undefined}>
      <Link
        to="/cases"
        search={({ sort: _, page: _page, ...rest }) => (next === undefined ? rest : { ...rest, sort: next })}
        className="sort-head"
      >
        {children}
        <span aria-hidden>{state === 'ascending' ? ' ↑' : state === 'descending' ? ' ↓' : ''}</span>
      </Link>
    </th>
  )
}

const words: Readonly<Record<CaseSort, string>> = {
  started: 'the first begun first',
  '-started': 'the newest first',
  ended: 'the longest silent first',
  '-ended': 'the last moved first',
  steps: 'the fewest steps first',
  '-steps': 'the most steps first',
  took: 'the shortest first',
  '-took': 'the longest first',
}

export function saySort(sort: CaseSort): string {
  return words[sort]
}
