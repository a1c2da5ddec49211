import { fromLinked, fromTrace, type View } from '../view.ts'
import { type CaseBounds, ended, fewest, mostVisits, type Way } from './bounds.ts'

/** What cases are held against. */
interface Judging {
  readonly view: View
  readonly open: string
  readonly ways: readonly Way[]
  readonly bounds: CaseBounds
}

/** One row a reason: `key, kind, prev, step, value, bits`. Bits are the surprise, -log2 of how likely it is (A3). */
export function flags({ view, open, ways, bounds }: Judging): string {
  const parts = [
    ...listed(
      { view, open },
      'rare',
      ways.filter((way) => way.isRare),
      (way) => Math.log2(way.of / way.n),
    ),
    ...listed(
      { view, open },
      'backwards',
      ways.filter((way) => way.back > 0),
      (way) => Math.log2(way.back / way.n),
    ),
    ...waits(
      view,
      ways.filter((way) => way.above !== null),
    ),
    ...instants(
      view,
      ways.filter((way) => way.takesTime),
    ),
    ...(bounds.cases < fewest
      ? []
      : [
          caseFlag(
            view,
            'repeats',
            mostVisits,
            bounds.visits,
            `steps[indexOf(arrayEnumerateUniq(steps), ${mostVisits})]`,
          ),
          caseFlag(view, 'long', "dateDiff('microsecond', started, ended)", bounds.long, 'toUInt16(0)'),
        ]),
  ]
  return parts.length === 0
    ? "SELECT toUInt64(0) AS key, '' AS kind, toUInt16(0) AS prev, toUInt16(0) AS step, toInt64(0) AS value, 0. AS bits WHERE 0"
    : parts.join(' UNION ALL ')
}

/** One in a thousand is ten bits; twice as far beyond is one more, as the tail of a waiting time without bound has it. */
const thousandth = 'log2(1000.)'
const beyond = (value: string, bound: string) => `${thousandth} + log2(greatest(${value} / greatest(${bound}, 1), 1))`

const codeOfWay = ({ prev, step }: Way) => prev * 65_536 + step
const wayCode = 'toUInt32(prev) * 65536 + step'

function byWay(ways: readonly Way[], of: (way: Way) => number, type: string): string {
  return `transform(${wayCode}, [${ways.map((way) => `toUInt32(${codeOfWay(way)})`).join(', ')}], [${ways.map((way) => `${type}(${of(way)})`).join(', ')}], ${type}(0))`
}

const among = (ways: readonly Way[]) =>
  `(prev, step) IN (${ways.map(({ prev, step }) => `(${prev}, ${step})`).join(', ')})`

function listed(
  { view, open }: Pick<Judging, 'view' | 'open'>,
  kind: string,
  ways: readonly Way[],
  bits: (way: Way) => number,
): readonly string[] {
  if (ways.length === 0) return []
  return [
    `SELECT key, '${kind}' AS kind, prev, step, toInt64(1) AS value, ${byWay(ways, bits, 'toFloat64')} AS bits ${fromLinked(view, among(ways), ...ended(view, open))}`,
  ]
}

function waits(view: View, ways: readonly Way[]): readonly string[] {
  if (ways.length === 0) return []
  const above = byWay(ways, (way) => Math.ceil(way.above ?? 0), 'toInt64')
  return [
    `SELECT key, 'wait' AS kind, prev, step, gap AS value, ${beyond('gap', above)} AS bits ${fromLinked(view, among(ways), `gap > ${above}`)}`,
  ]
}

function instants(view: View, ways: readonly Way[]): readonly string[] {
  if (ways.length === 0) return []
  return [
    `SELECT key, 'instant' AS kind, prev, step, gap AS value, 2 * ${thousandth} AS bits ${fromLinked(view, among(ways), 'gap = 0')}`,
  ]
}

function caseFlag(view: View, kind: string, value: string, bound: number, step: string): string {
  return `SELECT key, '${kind}' AS kind, toUInt16(0) AS prev, ${step} AS step, toInt64(${value}) AS value, ${beyond(value, String(Math.max(1, bound)))} AS bits ${fromTrace(view, `${value} > ${bound}`)}`
}
