export const eventsACase = 10

/**
 * Statements that fill the empty `held` table of a store, as an import would leave it, but made by the engine itself: at the pace
 * of an import 100 million events would take a quarter of an hour. Each case walks over 60 names, mostly from one to the next,
 * as often as an exponential distribution says; 1.8 % of the events share their time with the one before. All of it is
 * hashes of the case's number, so that two runs make the same events. Ids of cases are in no order of time.
 */
export function fillStatements(cases: number): readonly string[] {
  const statements: string[] = []
  for (let from = 0; from < cases; from += casesAtOnce) statements.push(fill(from, Math.min(casesAtOnce, cases - from)))
  statements.push("INSERT INTO carried SELECT DISTINCT 'property', 'agent', name FROM held")
  return statements
}

const casesAtOnce = 500_000

/** A whole number below `of`, out of the case's number `c`, the event's place `i` in it, and what it is for. */
const chance = (what: string, of: number) => `sipHash64(c, i, '${what}') % ${of}`

function fill(from: number, cases: number): string {
  return `INSERT INTO held
    SELECT reinterpretAsUInt128(sipHash128(c, i)), '', id, map(), id, id,
      concat(['Open', 'Check', 'Send', 'Receive', 'Approve', 'Reject', 'Call about', 'Correct', 'Sign', 'Close'][step % 10 + 1],
        ' ', ['application', 'papers', 'offer', 'account', 'complaint', 'card'][intDiv(step, 10) + 1]),
      fromUnixTimestamp64Micro(1704067200000000 + begins + since, 'UTC') AS at, at,
      bitShiftLeft(toUInt64(1), 40) + c * 64 + i, 1, 'customer', ['web', 'app', 'phone', 'branch', 'email'][step % 5 + 1],
      '', '', '', '', '', 0, map('agent', concat('agent-', toString(${chance('agent', 200)}))), map()
    FROM (
      SELECT number + ${from} AS c, concat('A-', leftPad(toString(c * 7654321987 % 10000000000), 10, '0')) AS id,
        toInt64(sipHash64(c, 'begins') % 63072000000000) AS begins,
        range(toUInt64(least(60, 1 + floor(-9.5 * log((sipHash64(c, 'length') % 1000000 + 1) / 1000000))))) AS places,
        arrayMap(total -> total % 60, arrayCumSum(arrayMap(i -> if(i = 0, 0, ${step}), places))) AS steps,
        arrayCumSum(arrayMap((i, s) -> if(i = 0 OR ${chance('tie', 1000)} < 18, 0, ${gap}), places, steps)) AS times
      FROM numbers(${cases})
    ) ARRAY JOIN places AS i, steps AS step, times AS since`
}

const step = `multiIf(${chance('way', 100)} < 75, 1, ${chance('way', 100)} < 87, 2, ${chance('way', 100)} < 93, 59, ${chance('way', 100)} < 97, 0, 7)`
const gap = `toInt64(-log((${chance('gap', 1_000_000)} + 1) / 1000000) * 3600000000 * (1 + s % 7))`
