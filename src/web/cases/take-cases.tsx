import type { AnswerOf, RequestOf } from '../app/ask.ts'
import { ask } from '../app/ask.ts'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayCount } from '../figure/count.ts'

interface TakeCasesProps {
  /** what the list was asked with, but for the page */
  readonly asked: NonNullable<RequestOf<'GET /api/cases'>['query']>
  readonly total: number
}

const most = 20_000
const atOnce = 1_000

/** The whole list as a file, up to a number that is said; not only the page that is open. */
export function TakeCases({ asked, total }: TakeCasesProps) {
  return (
    <div className="cases-take">
      {total > most && <span className="faint">files hold the first {sayCount(most)}</span>}
      <TakeAlong name="cases" table={() => allOf(asked, Math.min(total, most))} />
    </div>
  )
}

async function allOf(asked: TakeCasesProps['asked'], total: number) {
  const rows: AnswerOf<'GET /api/cases'>['cases'][number][] = []
  for (let offset = 0; offset < total; offset += atOnce) {
    const query = { ...asked, limit: String(Math.min(atOnce, total - offset)), offset: String(offset) }
    rows.push(...(await ask('GET /api/cases', { query })).cases)
  }
  return tableOf(
    ['case', 'customer', 'began', 'last_event', 'steps', 'last_step', 'took_seconds'],
    rows.map((row) => [row.case, row.customer, row.started, row.ended, row.steps, row.last, row.took]),
  )
}
