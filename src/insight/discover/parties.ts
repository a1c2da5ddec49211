import type { Named, Step } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'
import { slugs, titleOf } from './slug.ts'

const fields = ['actor', 'channel', 'team', 'system', 'partner'] as const
type Field = (typeof fields)[number]

/** The value of a field that at least half of a name's events carry. */
export function usualValues(view: View, field: Field): Query {
  const scope = view.cases === null ? '' : ` WHERE case_key IN (SELECT case ${fromTrace(view)})`
  return question(
    view,
    `SELECT name, argMax(value, (n, value)) AS usual FROM (SELECT name, toString(${field}) AS value, count() AS n FROM event${scope} GROUP BY name, value) GROUP BY name HAVING usual != '' AND max(n) * 2 >= sum(n)`,
  )
}

/** Who and what usually serves each event name (I26), and the lists that a map names them in. */
export interface Parties {
  readonly teams: readonly Named[]
  readonly systems: readonly Named[]
  readonly partners: readonly Named[]
  of(name: string): Pick<Step, 'initiator' | 'receiver' | 'channel' | 'team' | 'systems' | 'partners'>
}

export async function partiesOf(warehouse: Warehouse, view: View, names: readonly string[]): Promise<Parties> {
  const answers = await Promise.all(
    fields.map((field) => warehouse.rows<{ name: string; usual: string }>(usualValues(view, field))),
  )
  const kept = new Set(names)
  const usual = answers.map(
    (rows) => new Map(rows.filter((row) => kept.has(row.name)).map((row) => [row.name, row.usual])),
  )
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
