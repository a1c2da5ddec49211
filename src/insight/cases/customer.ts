import type { Query, Warehouse } from '../../store/index.ts'
import { isoOf } from '../instant.ts'
import type { CustomerFacts, SeenAccount, SeenId, SeenTrait } from './answers.ts'

const mostIds = 200
const mostTraits = 200
const mostAccounts = 20
const mostOthers = 50
/** What a call that names an account is called as an event. */
const joined = 'Group Joined'

/** @param names the values that stand for this customer in events as they came */
export async function customerFacts(warehouse: Warehouse, names: readonly string[]): Promise<CustomerFacts> {
  const params = { names }
  const [ids, traits, accounts] = await Promise.all([
    warehouse.rows<Omit<SeenId, 'first' | 'last'> & { first: number; last: number }>(idsOf(params)),
    warehouse.rows<Omit<SeenTrait, 'at'> & { at: number }>(traitsOf(params)),
    warehouse.rows<{ account: string; since: number }>(accountsOf(params)),
  ])
  return {
    ids: ids.map(({ first, last, ...id }) => ({ ...id, first: isoOf(first), last: isoOf(last) })),
    traits: traits.map(({ at, ...trait }) => ({ ...trait, at: isoOf(at) })),
    accounts: await withOthers(warehouse, names, accounts),
  }
}

interface Names {
  readonly names: readonly string[]
}

const own = 'FROM held WHERE customer IN {names:Array(String)}'

/** The id that an event is grouped by is a user's, unless it stands among the others under its kind. */
function idsOf(params: Names): Query {
  const user = "if(customer = '' OR has(mapValues(identities), customer), [], [('userId', customer)])"
  const all = `arrayConcat(${user}, arrayZip(CAST(mapKeys(identities), 'Array(String)'), mapValues(identities)))`
  return {
    sql: `SELECT one.1 AS kind, one.2 AS value, count() AS events, toUnixTimestamp64Micro(min(at)) AS first, toUnixTimestamp64Micro(max(at)) AS last
      FROM (SELECT at, arrayJoin(${all}) AS one ${own}) GROUP BY kind, value ORDER BY events DESC, kind, value LIMIT ${mostIds}`,
    params: { ...params },
  }
}

/** What is said of a group with its call is the group's, not the customer's. */
function traitsOf(params: Names): Query {
  const pairs = `SELECT at, seq, source, arrayJoin(arrayZip(CAST(mapKeys(traits), 'Array(String)'), mapValues(traits))) AS pair ${own} AND name != '${joined}'`
  return {
    sql: `SELECT trait AS name, latest.1 AS value, latest.2 AS at, latest.3 AS source, before FROM (
        SELECT pair.1 AS trait, argMax((pair.2, toUnixTimestamp64Micro(at), titles.name), (at, seq)) AS latest, uniqExact(pair.2) - 1 AS before
        FROM (${pairs}) AS said LEFT JOIN (SELECT number, any(name) AS name FROM source GROUP BY number) AS titles ON titles.number = said.source
        GROUP BY trait
      ) ORDER BY trait LIMIT ${mostTraits}`,
    params: { ...params },
  }
}

function accountsOf(params: Names): Query {
  return {
    sql: `SELECT properties['groupId'] AS account, toUnixTimestamp64Micro(min(at)) AS since ${own} AND name = '${joined}' AND account != ''
      GROUP BY account ORDER BY since DESC, account LIMIT ${mostAccounts}`,
    params: { ...params },
  }
}

async function withOthers(
  warehouse: Warehouse,
  names: readonly string[],
  accounts: readonly { readonly account: string; readonly since: number }[],
): Promise<SeenAccount[]> {
  if (accounts.length === 0) return []
  const found = await warehouse.rows<{ account: string; members: string[] }>({
    sql: `SELECT properties['groupId'] AS account, arraySort(groupUniqArray(customer)) AS members FROM event
      WHERE name = '${joined}' AND account IN {accounts:Array(String)} GROUP BY account`,
    params: { accounts: accounts.map(({ account }) => account) },
  })
  const members = new Map(found.map((row) => [row.account, row.members]))
  return accounts.map(({ account, since }) => {
    const all = members.get(account) ?? []
    const others = all.filter((one) => !names.includes(one))
    return { account, since: isoOf(since), customers: all.length, others: others.slice(0, mostOthers) }
  })
}
