import { randomUUID } from 'node:crypto'
import { customerFacts } from '../../insight/index.ts'
import { givenBack, Keeper, ownWriter, setApart } from '../../runtime/index.ts'
import type { IdentityShelf } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { CustomerAnswer } from '../contract/identities.ts'
import { ApiProblem } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/customers/:customer'
  | 'GET /api/identities/shared'
  | 'POST /api/identities/apart'
  | 'POST /api/identities/given-back'
>

export function identityHandlers(context: Context): Answered {
  const { store } = context
  const decided = async (id: string, name: string) => {
    await decide(context, id, name)
    const { identities } = await store.ledger()
    return { id, customer: await customerOf(identities, id) }
  }
  return {
    'GET /api/customers/:customer': (ask) => customer(context, ask.param('customer')),
    'GET /api/identities/shared': async () => ({ ids: [...(await (await store.ledger()).identities.shared())] }),
    'POST /api/identities/apart': async (ask) => decided((await ask.body()).id, setApart),
    'POST /api/identities/given-back': async (ask) => decided((await ask.body()).id, givenBack),
  }
}

/** A decision is one event of the id alone. It happens no later than all that is known: else open cases would look over. */
async function decide({ store, intake }: Context, id: string, name: string): Promise<void> {
  const extent = await store.warehouse.extent()
  if (extent === null) throw new ApiProblem('no-events', 'There are no events.', 'Import a file, or send events first.')
  const [kind, value] = partsOf(id)
  const event = {
    id: randomUUID(),
    customer: { [kind]: value },
    name,
    at: Math.min(extent.last, Date.now() * 1000),
    actor: 'company' as const,
    properties: { id },
  }
  if (intake !== undefined) return intake.decide(event)
  const ledger = await store.ledger()
  await ledger.log.append({ writer: ownWriter, events: [event] })
  await new Keeper(store.warehouse, ledger).drain()
}

async function customer({ store }: Context, given: string): Promise<CustomerAnswer> {
  const { identities } = await store.ledger()
  const id = await idOf(store.warehouse, identities, given)
  const name = await customerOf(identities, id)
  const members = new Set(await identities.members([name]))
  const facts = await customerFacts(store.warehouse, [...new Set([...members].map((one) => partsOf(one)[1]))])
  const seen = facts.ids.map((one) => ({ ...one, id: `${one.kind}:${one.value}` }))
  const ids = seen.map((one) => one.id)
  const [known, apart] = await Promise.all([identities.customers(ids), identities.apart()])
  const stateOf = (one: string) => {
    if (apart.has(one)) return 'apart'
    if (known.get(one)?.isShared) return 'shared'
    return members.has(one) ? 'own' : 'other'
  }
  return {
    id: name,
    customer: partsOf(name)[1],
    ids: seen.map((one) => ({ ...one, state: stateOf(one.id) })),
    changes: [...(await identities.changes([...new Set([...members, ...ids])]))],
    traits: facts.traits,
    accounts: facts.accounts,
  }
}

/** A name as cases show it is the value of an id, of whatever kind its events say. */
async function idOf(
  warehouse: Context['store']['warehouse'],
  identities: IdentityShelf,
  given: string,
): Promise<string> {
  const { ids } = await customerFacts(warehouse, [given])
  const own = ids.find(({ value }) => value === given)
  if (own !== undefined) return `${own.kind}:${own.value}`
  const likely = [given, `userId:${given}`, `anonymousId:${given}`]
  const known = await identities.customers(likely)
  const found = likely.find((id) => known.has(id))
  if (found !== undefined) return found
  const named = given.includes(':') ? (await customerFacts(warehouse, [partsOf(given)[1]])).ids : []
  if (named.some(({ kind, value }) => `${kind}:${value}` === given)) return given
  throw new ApiProblem(
    'not-found',
    `No event is of a customer "${given}".`,
    'Give the name that a case shows, or an id as kind:value, such as userId:42.',
  )
}

async function customerOf(identities: IdentityShelf, id: string): Promise<string> {
  return (await identities.customers([id])).get(id)?.customer ?? id
}

function partsOf(id: string): readonly [kind: string, value: string] {
  const colon = id.indexOf(':')
  return [id.slice(0, colon), id.slice(colon + 1)]
}
