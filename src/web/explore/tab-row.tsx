import './explore.css'
import { Link } from '@tanstack/react-router'
import { readFilters } from '../app/filters.ts'
import { exploreTabs } from './tabs.ts'

/** The questions of Explore. Each has its address, and takes the filters along; what one was asked says nothing to another. */
export function TabRow({ open }: { open: string }) {
  const look = (id: string) => ({
    'aria-current': id === open ? ('page' as const) : undefined,
    className: id === open ? 'ex-tab-link on' : 'ex-tab-link',
  })
  return (
    <nav className="ex-tabs" aria-label="Questions">
      {exploreTabs.map(({ id, label }, place) => (
        <Link
          key={id}
          to="/explore/{-$map}"
          params={(old) => old}
          search={(old) => ({ ...readFilters(old), ...(place > 0 && { tab: id }) })}
          {...look(id)}
        >
          {label}
        </Link>
      ))}
      <Link to="/compare/{-$map}" params={(old) => old} search={(old) => readFilters(old)} {...look('compare')}>
        Compare
      </Link>
    </nav>
  )
}
