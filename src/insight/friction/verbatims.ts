import type { Query } from '../../store/index.ts'
import { isoOf } from '../instant.ts'
import type { Friction } from './answers.ts'
import { ofSources, ownerSql } from './beside.ts'
import type { Struck } from './count.ts'
import type { Ground } from './ground.ts'

/** The newest cases of a friction that are asked what they said. */
const casesHeard = 100

/** What customers of these cases wrote. */
function textsQuery({ spec }: Ground, cases: readonly string[]): Query {
  const owner = ownerSql(spec.by)
  const sources = ofSources(spec)
  return {
    sql: `SELECT ${owner} AS owner, toUnixTimestamp64Micro(at) AS moment, text FROM event WHERE ${owner} IN {heard:Array(String)} AND text != '' AND ${sources.sql} ORDER BY owner, at, seq`,
    params: { ...sources.params, heard: cases },
  }
}

/** For each friction the first words of its newest cases after it struck, each text once. */
export async function wordsOf(
  ground: Ground,
  struck: readonly Struck[],
  most: number,
): Promise<readonly Friction['words'][]> {
  const cases = [...new Set(struck.flatMap(({ evidence }) => evidence.slice(0, casesHeard).map(([of]) => of)))]
  if (cases.length === 0) return []
  const rows = await ground.warehouse.rows<{ owner: string; moment: number; text: string }>(textsQuery(ground, cases))
  const said = Map.groupBy(rows, ({ owner }) => owner)
  return struck.map(({ evidence }) => {
    const firsts = evidence.slice(0, casesHeard).flatMap(([of, moment]) => {
      const after = (said.get(of) ?? []).find((row) => row.moment >= moment)
      return after === undefined ? [] : [{ case: of, at: isoOf(after.moment), text: after.text }]
    })
    return firsts.filter(({ text }, i) => firsts.findIndex((one) => one.text === text) === i).slice(0, most)
  })
}
