import { Link } from '@tanstack/react-router'
import { type Lens, lenses } from '../lens.ts'

const titles = { measure: 'Measure', draw: 'Draw', text: 'Text' } satisfies Record<Lens, string>

/** Each lens has its address, so that it can be sent to a colleague and gone back from. */
export function LensSwitch({ id, lens }: { id: string; lens: Lens }) {
  return (
    <nav className="lenses" aria-label="Lens">
      {lenses.map((one) => (
        <Link
          key={one}
          to="/map/$map"
          params={{ map: id }}
          search={({ lens: _, ...rest }) => (one === 'measure' ? rest : { ...rest, lens: one })}
          aria-current={one === lens ? 'page' : undefined}
          className={one === lens ? 'lens on' : 'lens'}
        >
          {titles[one]}
        </Link>
      ))}
    </nav>
  )
}
