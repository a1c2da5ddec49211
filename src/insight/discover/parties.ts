import type { Named, Step } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'
import { isPlaceholder } from './placeholder.ts'
import { slugs, titleOf } from './slug.ts'

const fields = ['actor', 'channel', 'team', 'system', 'partner'] as const
type Field = (typeof fields)[number]

const inView = (view: View) => (view.cases === null ? [] : [`case_key IN (SELECT case ${fromTrace(view)})`])

/** The most frequent value of a field for each name, and of how many events; events without one are not looked at. */
export function usualValues(view: View, field: Field): Query {
  const where = [...inView(view), `${field} != ''`].join(' AND ')
  return question(
    view,
    `SELECT name, toString(argMax(value, (n, value))) AS usual, max(n) AS most FROM (SELECT name, ${field} AS value, count() AS n FROM event WHERE ${where} GROUP BY name, value) GROUP BY name`,
  )
}

/** How many events of each name there are in view. */
async function eventsOf(warehouse: Warehouse, view: View): Promise<ReadonlyMap<string, number>> {
  const [scope] = inView(view)
  const names =
    scope === undefined
      ? await warehouse.names()
      : await warehouse.rows<{ name: string; count: number }>(
          question(view, `SELECT name, count() AS count FROM event WHERE ${scope} GROUP BY name`),
        )
  return new Map(names.map(({ name, count }) => [name, count]))
}

interface UsualValue {
  readonly name: string
  readonly usual: string
  readonly most: number
}

/** Who and what usually serves each event name, at least half of its events (I26), and the lists that a map names them in. */
export interface Parties {
  readonly teams: readonly Named[]
  readonly systems: readonly Named[]
  readonly partners: readonly Named[]
  of(name: string): Pick<Step, 'initiator' | 'receiver' | 'channel' | 'team' | 'systems' | 'partners'>
}

export async function partiesOf(warehouse: Warehouse, view: View, names: readonly string[]): Promise<Parties> {
  const [events, ...answers] = await Promise.all([
    eventsOf(warehouse, view),
    ...fields.map((field) => warehouse.rows<UsualValue>(usualValues(view, field))),
  ])
  const kept = new Set(names)
  const isUsual = ({ name, usual, most }: UsualValue) =>
    kept.has(name) && most * 2 >= (events.get(name) ?? 0) && !isPlaceholder(usual)
  const usual = answers.map((rows) => new Map(rows.filter(isUsual).map((row) => [row.name, row.usual])))
  const usualOf = (field: Field, name: string) => usual[fields.indexOf(field)]?.get(name)
  const all = (field: Field) => names.flatMap((name) => usualOf(field, name) ?? [])
  const teams = listed(all('team'), 'team', ['customer'])
  const systems = listed(all('system'), 'system', [])
  const partners = listed(all('partner'), 'partner', ['customer', ...teams.named.map(({ id }) => id)])
  // Where all events come from one side, that side is a default of the source rather than something it says.
  const tellsActors = new Set(all('actor')).size > 1
  return {
    teams: teams.named,
    systems: systems.named,
    partners: partners.named,
    of: (name) => {
      const team = teams.idOf(usualOf('team', name))
      const system = systems.idOf(usualOf('system', name))
      const partner = partners.idOf(usualOf('partner', name))
      const channel = usualOf('channel', name)
      const actor = tellsActors ? usualOf('actor', name) : undefined
      return {
        ...touch(actor, team, partner),
        ...(channel === undefined ? {} : { channel }),
        ...(team === undefined ? {} : { team }),
        ...(system === undefined ? {} : { systems: [system] }),
        ...(partner === undefined ? {} : { partners: [partner] }),
      }
    },
  }
}

/** Between whom the step happens, as far as the events say. */
function touch(
  actor: string | undefined,
  team: string | undefined,
  partner: string | undefined,
): Pick<Step, 'initiator' | 'receiver'> {
  if (actor === 'customer') {
    const receiver = team ?? partner
    return { initiator: 'customer', ...(receiver === undefined ? {} : { receiver }) }
  }
  const initiator = actor === 'company' ? team : actor === 'partner' ? partner : undefined
  return initiator === undefined ? {} : { initiator, receiver: 'customer' }
}

function listed(values: readonly string[], otherwise: string, taken: readonly string[]) {
  const distinct = [...new Set(values)].sort()
  const ids = slugs(distinct, otherwise, taken)
  const idOf = new Map(distinct.map((value, i) => [value, ids[i]]))
  return {
    named: distinct.map((value, i): Named => ({ id: ids[i] ?? otherwise, title: titleOf(value) })),
    idOf: (value: string | undefined) => (value === undefined ? undefined : idOf.get(value)),
  }
}
