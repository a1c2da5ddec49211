import type { Session } from '../warehouse/engine.ts'
import { noteCarried } from './carried.ts'
import type { Horizon } from './horizon.ts'
import type { Named, Totals } from './totals.ts'

/** One append on its way from staging into `event`. */
export interface Publication {
  readonly session: Session
  readonly staging: string
  readonly count: number
  readonly source: number
  readonly signal: AbortSignal | undefined
  /** the whole of one chunk's check and insert happens alone, so that two appends cannot add the same event */
  alone<T>(work: () => Promise<T>): Promise<T>
  readonly horizon: Horizon
  readonly totals: Totals
  /** a batch of touches, to be ended when the events are in */
  begin(): { readonly batch: number; end(): void }
  readonly on: (done: number) => void
}

const chunkRows = 2_000_000
const rangeRows = 8_000_000
/** An append of more events than this, and than this share of those held, does not list the cases it touches. */
const manyEvents = 50_000
const largeShare = 0.02

/** @returns how many events were new. */
export async function publish(publication: Publication): Promise<number> {
  const again = `${publication.staging}_again`
  let written = 0
  let hasRepeats = true
  try {
    hasRepeats = await findRepeats(publication, again)
    for (let from = 0; from < publication.count; from += chunkRows) {
      publication.signal?.throwIfAborted()
      written += await publication.alone(() => publishChunk(publication, hasRepeats ? again : null, from, written))
      publication.on(Math.min(from + chunkRows, publication.count))
    }
    return written
  } finally {
    if (hasRepeats) await publication.session.run({ sql: `DROP TABLE IF EXISTS ${again}` })
  }
}

/**
 * Rows of the source that say the same get ordinals, in the source's order; `again` holds those beyond the first. Done by
 * ranges of the hash, so that memory is bounded however large the source is.
 */
async function findRepeats({ session, staging, count }: Publication, again: string): Promise<boolean> {
  const ranges = Math.ceil(count / rangeRows)
  let isMade = false
  for (let range = 0; range < ranges; range++) {
    const inRange = ranges === 1 ? '1' : `base % ${ranges} = ${range}`
    const repeated = `SELECT base FROM ${staging} WHERE ${inRange} GROUP BY base HAVING count() > 1`
    if ((await session.rows({ sql: `${repeated} LIMIT 1` })).length === 0) continue
    if (!isMade)
      await session.run({
        sql: `CREATE TABLE ${again} (place UInt64, ordinal UInt64) ENGINE = MergeTree ORDER BY place`,
      })
    isMade = true
    await session.run({
      sql: `INSERT INTO ${again} SELECT place, ordinal FROM (
          SELECT place, row_number() OVER (PARTITION BY base ORDER BY place) - 1 AS ordinal FROM ${staging}
          WHERE ${inRange} AND base IN (${repeated})
        ) WHERE ordinal > 0`,
    })
  }
  return isMade
}

async function publishChunk(
  publication: Publication,
  again: string | null,
  from: number,
  written: number,
): Promise<number> {
  const { session } = publication
  const known = `${publication.staging}_known`
  const held = await countEvents(session)
  const chunk = staged(publication, again, from)
  // All that is held is this append's own, whose keys differ.
  if (held === written) return addEvents(publication, chunk, held)
  try {
    await session.run({
      sql: `CREATE TABLE ${known} ENGINE = Memory AS SELECT key FROM held WHERE key IN (SELECT key FROM ${chunk})`,
    })
    return await addEvents(publication, `${chunk} WHERE key NOT IN (SELECT key FROM ${known})`, held)
  } finally {
    await session.run({ sql: `DROP TABLE IF EXISTS ${known}` })
  }
}

/** Says which cases will change before they do; what died in between is then looked at again, never missed. */
async function addEvents(publication: Publication, fresh: string, held: number): Promise<number> {
  const { session, totals } = publication
  const isMany = publication.count > manyEvents
  const added = await session.rows<Named>({
    sql: `SELECT ${isMany ? "'' AS name" : 'name'}, count() AS count, toUnixTimestamp64Micro(min(at)) AS first,
      toUnixTimestamp64Micro(max(at)) AS last FROM ${fresh} ${isMany ? '' : 'GROUP BY name '}HAVING count > 0`,
  })
  const n = added.reduce((sum, { count }) => sum + count, 0)
  if (n === 0) return 0
  const { batch, end } = publication.begin()
  try {
    const whole = n > Math.max(manyEvents, held * largeShare)
    await session.run({
      sql: whole
        ? `INSERT INTO touch SELECT ${batch}, 1, '', ''`
        : `INSERT INTO touch SELECT DISTINCT ${batch}, 0, ${caseKey}, customer FROM ${fresh}`,
    })
    await session.run({ sql: noteCarried(fresh) })
    await session.run({ sql: insertEvents(publication.source, fresh) })
    if (isMany) totals.forget()
    else totals.add(added)
    publication.horizon.add(Math.max(...added.map(({ last }) => last)))
  } catch (cause) {
    totals.forget()
    throw cause
  } finally {
    end()
  }
  return n
}

const caseKey = `if(case != '', case, customer)`

/** The chunk's rows with their final keys; a second row with a sender's id already seen is no event. */
function staged({ staging }: Publication, again: string | null, from: number): string {
  const chunk = `place >= ${from} AND place < ${from + chunkRows}`
  if (again === null) return `(SELECT *, base AS key FROM ${staging} WHERE ${chunk})`
  return `(SELECT s.*, s.base + r.ordinal AS key FROM (SELECT * FROM ${staging} WHERE ${chunk}) AS s
    LEFT JOIN (SELECT * FROM ${again} WHERE ${chunk}) AS r ON s.place = r.place
    WHERE s.id = '' OR r.ordinal = 0)`
}

function insertEvents(source: number, fresh: string): string {
  return `INSERT INTO held SELECT key, id, customer, identities, case, ${caseKey} AS case_key, name, at, received,
    bitShiftLeft(toUInt64(${source}), 40) + line AS seq, ${source} AS source, actor, channel, team, system, partner, text,
    score_kind, score_value, properties, traits FROM ${fresh}`
}

async function countEvents(session: Session): Promise<number> {
  const rows = await session.rows<{ n: number }>({ sql: 'SELECT count() AS n FROM held' })
  return rows[0]?.n ?? 0
}
