import type { ImportState } from '../../api/contract.ts'
import { sayMany } from '../figure/count.ts'

interface BroughtBeforeProps {
  state: ImportState
  replaces: boolean
  change: (replaces: boolean) => void
}

/** This very file was brought in before: what that means for reading it again, and the way to begin anew. */
export function BroughtBefore({ state: { file, earlier }, replaces, change }: BroughtBeforeProps) {
  return (
    <section className="mapping-open" aria-label="Brought in before">
      <h2>
        {file} was brought in before: {sayMany(earlier, 'event')} of it {earlier === 1 ? 'is' : 'are'} here
      </h2>
      <p>
        Read the same way, it adds nothing. Read another way (another zone, other columns), its events would stand
        beside those of then, and what happened once would count twice.
      </p>
      <label className="mapping-replace">
        <input type="checkbox" checked={replaces} onChange={({ currentTarget }) => change(currentTarget.checked)} />
        Take out what it brought before, and read it anew. Figures change for everyone; what other files brought stays.
      </label>
    </section>
  )
}
