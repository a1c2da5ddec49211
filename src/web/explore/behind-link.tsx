import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Behind } from '../../insight/cases/answers.ts'
import { type Filters, useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'

interface BehindLinkProps {
  readonly map: string | undefined
  readonly behind: Behind
  /** filters beside those that are open, for a figure of a group */
  readonly more?: Filters
  readonly children: ReactNode
  readonly label?: string
}

/** A figure that opens the cases behind it, under the filters it was counted with. */
export function BehindLink({ map, behind, more = {}, children, label }: BehindLinkProps) {
  const { filters } = useFilters()
  return (
    <Link to="/cases" search={{ ...filters, ...more, ...mapQuery(map), behind }} className="behind" aria-label={label}>
      {children}
    </Link>
  )
}
