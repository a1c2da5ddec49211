import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import { openAnswerer } from '../answerer.ts'
import { withData } from '../data.ts'
import { type Answer, print } from '../output.ts'
import { table } from '../table.ts'

interface Options {
  readonly data: string
  readonly json?: boolean
}
type Customer = Routes['GET /api/customers/:customer']['answer']

/** Who a customer is, and how that is known. */
export function whoCommand(): Command {
  const command = new Command('who').description(
    'who a customer is: its ids, traits and accounts, and how they are known',
  )
  return withData(command)
    .argument('<customer>', 'a name as cases show it, or an id as kind:value, such as email:anna@example.org')
    .action(async (customer: string, options: Options) => {
      const answerer = await openAnswerer(options.data)
      try {
        await print(describe(await answerer.ask('GET /api/customers/:customer', { params: { customer } })), options)
      } finally {
        await answerer.close()
      }
    })
}

function describe(json: Customer): Answer {
  const day = (instant: string) => instant.slice(0, 10)
  const ids = json.ids.map(({ kind, value, events, first, last, state }) => [
    kind,
    value,
    String(events),
    day(first),
    day(last),
    state === 'own' ? '' : state,
  ])
  const traits = json.traits.map(({ name, value, at, source }) => [name, value, day(at), source])
  const text = [
    `customer ${json.customer}`,
    '',
    table(['kind', 'id', 'events', 'first', 'last', ''], ids),
    ...json.changes.map(({ at, id, became, because }) => `${day(at)}  ${id} became ${became}: ${because}`),
    ...(traits.length === 0 ? [] : ['', table(['trait', 'value', 'since', 'said by'], traits)]),
    ...json.accounts.map(
      ({ account, customers, since }) => `of the account ${account} since ${day(since)}, ${customers} customers in all`,
    ),
  ]
  return { json, text: text.join('\n') }
}
