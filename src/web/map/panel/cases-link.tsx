import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Behind } from '../../../insight/cases/answers.ts'
import { useFilters } from '../../app/filters.ts'

/** Every figure can be asked why: the cases behind it, under the filters it was counted with. */
export function CasesLink({
  id,
  behind,
  className = 'behind',
  children,
}: {
  id: string
  behind: Behind
  className?: string
  children: ReactNode
}) {
  const { filters } = useFilters()
  return (
    <Link to="/cases" search={{ ...filters, map: id, behind }} className={className}>
      {children}
    </Link>
  )
}
