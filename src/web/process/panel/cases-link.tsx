import { Link } from '@tanstack/react-router'
import type { Behind } from '../../../insight/cases/answers.ts'
import { useFilters } from '../../app/filters.ts'
import { mapQuery } from '../../app/map-choice.ts'
import { sayMany } from '../../figure/count.ts'

/** The cases behind a figure, under the filters it was counted with. */
export function CasesLink({ map, behind, cases }: { map: string | undefined; behind: Behind; cases: number }) {
  const { filters } = useFilters()
  return (
    <Link to="/cases" search={{ ...filters, ...mapQuery(map), behind }} className="pm-deed">
      See {sayMany(cases, 'case')}
    </Link>
  )
}
