import { Link } from '@tanstack/react-router'
import type { ImportState } from '../../api/contract.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { Figure } from '../figure/figure.tsx'
import { Discover } from '../journeys/discover.tsx'

/** What came of the file, what was refused and why, and the next thing to do. */
export function Outcome({ state }: { state: ImportState }) {
  const { id, file, read, written, duplicates, refused, refusals, seconds, earlier } = state
  return (
    <section className="outcome">
      <h2>{written > 0 ? `${file} is in` : `${file} added nothing new`}</h2>
      <div className="going-figures">
        <Figure label="Events read" value={sayCount(read)} sure={`in ${sayDuration(seconds)}`} />
        <Figure label="Written" value={sayCount(written)} />
        <Figure label="Held already" value={sayCount(duplicates)} sure={duplicates > 0 && 'not counted twice'} />
        <Figure label="Rows refused" value={sayCount(refused)} tone={refused > 0 ? 'warn' : null} />
      </div>
      {earlier > duplicates && (
        <p className="mapping-note">
          It had been read another way before: {sayMany(earlier - duplicates, 'event')} of then still stand beside
          these. Drop the file again and tick “Take out what it brought before”.
        </p>
      )}
      <div className="outcome-next">
        <Discover says="See the journey they took" source={file} />
        <Link to="/">Back to the journeys</Link>
      </div>
      {refused > 0 && (
        <>
          <h2>Refused rows, the first {Math.min(20, refusals.length)}</h2>
          <table className="refusals">
            <thead>
              <tr>
                <th scope="col" className="number">
                  Line
                </th>
                <th scope="col">Field</th>
                <th scope="col">Value</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {refusals.slice(0, 20).map(({ line, field, value, reason }) => (
                <tr key={`${line} ${field}`}>
                  <td className="number">{sayCount(line)}</td>
                  <td>{field}</td>
                  <td>{value === '' ? <span className="absent">empty</span> : value}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <a href={`/api/imports/${encodeURIComponent(id)}/refused.csv`} download>
            All {sayCount(refused)} as a file (CSV)
          </a>
        </>
      )}
    </section>
  )
}
