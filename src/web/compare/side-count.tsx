import { Link } from '@tanstack/react-router'
import type { CasesSearch } from '../cases/search.ts'
import { sayCount } from '../figure/count.ts'

/** How many cases of a side, as a link to them; nobody is nowhere to go. */
export function SideCount({ side, cases, search }: { side: 'a' | 'b'; cases: number; search: CasesSearch }) {
  const said = (
    <>
      <i className={`cp-${side}`}>{side}</i> {sayCount(cases)}
      <span className="spoken"> cases</span>
    </>
  )
  if (cases === 0) return <span>{said}</span>
  return (
    <Link to="/cases" search={search}>
      {said}
    </Link>
  )
}
