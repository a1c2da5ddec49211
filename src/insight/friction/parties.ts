import { isEnd, type MapDocument, type Stage, type Step, stepsOf, transitionsOf } from '../../map/index.ts'
import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import { endsOf } from '../measure/ends.ts'
import type { View } from '../view.ts'
import type { Told } from './told.ts'

/** Who stands behind a step, as far as the map draws it or, where it draws nobody at all, as its events mostly say. */
export interface Part {
  readonly code: number
  readonly step: Step
  /** its place on the map, from 0 */
  readonly place: number
  readonly stage: Stage | null
  readonly by: 'customer' | 'company' | null
  /** whether it speaks to the customer; null: not known */
  readonly toCustomer: boolean | null
  readonly team: string | null
  readonly channel: string | null
  /** codes of the steps drawn after it, itself left out */
  readonly follows: readonly number[]
  readonly isEnd: boolean
  /** a case that comes here is over */
  readonly isClosing: boolean
  /** whether the map draws a way back to here */
  readonly isDrawnBack: boolean
}

/** By event name: the actor, channel and team that at least half of its events carry. */
export interface UsualRow {
  readonly name: string
  readonly actor: string
  readonly channel: string
  readonly team: string
  readonly n: number
}

/** Only what events tell apart is asked for: a column of one value says nothing of a name. */
function usualQuery(told: Told): Query {
  const field = (name: string, isTold: boolean) => `${isTold ? `toString(${name})` : "''"} AS ${name}_said`
  const fields = [field('actor', told.actors > 1), field('channel', told.channels > 0), field('team', told.teams > 0)]
  return {
    sql: `SELECT toString(name) AS name, actor_said AS actor, channel_said AS channel, team_said AS team, count() AS n FROM (SELECT name, ${fields.join(', ')} FROM event) GROUP BY name, actor, channel, team`,
  }
}

/** The measured steps of a map, in its order. */
export async function partsOf(
  warehouse: Warehouse,
  map: MapDocument,
  spec: LensSpec,
  view: View,
  told: Told,
): Promise<readonly Part[]> {
  const placed = stepsOf(map)
  const isDrawn = placed.some(({ step }) => step.initiator !== undefined || step.team !== undefined)
  const saysMore = told.actors > 1 || told.teams > 0 || placed.every(({ step }) => step.channel === undefined)
  const rows = isDrawn || !saysMore ? [] : await warehouse.rows<UsualRow>(usualQuery(told))
  const usual = usualParts(rows)
  const ends = endsOf(map)
  const codeOf = (id: string) => view.lens.steps.indexOf(id) + 1
  const places = new Map(placed.map(({ step, index }) => [step.id, index]))
  const back = new Set(
    transitionsOf(map)
      .filter(({ from, to }) => (places.get(to) ?? 0) <= (places.get(from) ?? 0))
      .map(({ to }) => to),
  )
  return placed.flatMap((one): Part[] => {
    const { step, phase, index, follows } = one
    const code = codeOf(step.id)
    if (code === 0) return []
    const names = spec.steps.find(({ id }) => id === step.id)?.names ?? []
    const seen = isDrawn ? undefined : names.map((name) => usual.get(name)).find((one) => one !== undefined)
    return [
      {
        code,
        step,
        place: index,
        stage: phase.stage ?? null,
        by: step.initiator === undefined ? (seen?.by ?? null) : step.initiator === 'customer' ? 'customer' : 'company',
        toCustomer: step.receiver === undefined ? (seen?.toCustomer ?? null) : step.receiver === 'customer',
        team: step.team ?? seen?.team ?? null,
        channel: step.channel ?? seen?.channel ?? null,
        follows: [...new Set(follows)].map(codeOf).filter((next) => next > 0 && next !== code),
        isEnd: ends.has(step.id),
        isClosing: isEnd(map, one) || (map.outcome?.bad?.includes(step.id) ?? false),
        isDrawnBack: back.has(step.id),
      },
    ]
  })
}

/** A channel of this name is the company's own: what comes over it no customer hears. */
const inner = /^(system|internal|back ?office)$/i

type Usual = Pick<Part, 'by' | 'toCustomer' | 'team' | 'channel'>

/** Where all events come from one side, that side is a default of their source rather than something they say. */
function usualParts(rows: readonly UsualRow[]): ReadonlyMap<string, Usual> {
  const tellsActors = new Set(rows.map(({ actor }) => actor)).size > 1
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, some]) => {
      const actor = tellsActors ? mostly(some, 'actor') : null
      const channel = mostly(some, 'channel')
      const isCompany = actor === 'company' || actor === 'partner' || actor === 'system'
      return [
        name,
        {
          by: actor === 'customer' ? 'customer' : isCompany ? 'company' : null,
          toCustomer: actor === null ? null : actor === 'company' && !inner.test(channel ?? ''),
          team: mostly(some, 'team'),
          channel,
        },
      ]
    }),
  )
}

function mostly(rows: readonly UsualRow[], field: 'actor' | 'channel' | 'team'): string | null {
  const all = rows.reduce((sum, { n }) => sum + n, 0)
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row[field], (counts.get(row[field]) ?? 0) + row.n)
  const [value, n] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])
  return value !== '' && n * 2 >= all ? value : null
}
