import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { type LensSpec, openTemporaryStore } from '../index.ts'

/** Real logs and what another tool found in them; kept beside the project, not in it. */
const beside = new URL('../../../../shared/', import.meta.url)
const hasLogs = existsSync(new URL('oracle/bpic2012.dfg.json', beside))

const textOf = (file: string) => gunzipSync(readFileSync(new URL(`data/${file}`, beside))).toString('utf8')
const oracle = (name: string) => JSON.parse(readFileSync(new URL(`oracle/${name}.json`, beside), 'utf8'))

interface Row {
  readonly case: string
  readonly name: string
  readonly at: string
}

function xes(file: string): readonly Row[] {
  const value = (part: string, key: string) => new RegExp(`key="${key}" value="([^"]*)"`).exec(part)?.[1] ?? ''
  return textOf(file)
    .split('<trace>')
    .slice(1)
    .flatMap((trace) => {
      const [head = '', ...events] = trace.split('<event>')
      return events.map((event) => ({
        case: value(head, 'concept:name'),
        name: value(event, 'concept:name').replaceAll('&amp;', '&'),
        at: value(event, 'time:timestamp'),
      }))
    })
}

function csv(file: string): readonly Row[] {
  const [header = '', ...lines] = textOf(file).trimEnd().split('\n')
  const columns = header.split(',')
  const cell = (cells: readonly string[], column: string) => cells[columns.indexOf(column)] ?? ''
  return lines.map((line) => {
    const cells = line.split(',')
    return {
      case: cell(cells, 'number'),
      name: cell(cells, 'incident_state'),
      at: `${cell(cells, 'sys_updated_at').replace(' ', 'T')}Z`,
    }
  })
}

const logs = [
  { name: 'bpic2012', read: () => xes('bpic2012.xes.gz') },
  { name: 'receipt', read: () => xes('receipt.xes.gz') },
  { name: 'servicenow', read: () => csv('servicenow_incidents.csv.gz') },
]

test.skipIf(!hasLogs).each(logs)(
  '[S34] $name: transitions, starts, ends and variants equal those another tool found',
  async ({ name, read }) => {
    const rows = read()
    const store = await openTemporaryStore()
    const events = rows.map(
      (row, i): SourcedEvent => ({
        line: i + 1,
        event: {
          name: row.name,
          case: row.case,
          at: Date.parse(row.at) * 1000,
          actor: 'customer',
          customer: {},
          properties: {},
        },
      }),
    )
    async function* once() {
      yield { events, refused: [] }
    }
    const appended = await store.warehouse.append({ name, fingerprint: name }, encoded(once()))
    expect(appended.written).toBe(rows.length)
    const names = [...new Set(rows.map((row) => row.name))]
    const spec: LensSpec = {
      steps: names.map((id) => ({ id, when: { sql: 'name = {id:String}', params: { id } }, names: [id] })),
      by: 'case',
      ends: { steps: [], quiet: null },
      promises: [],
      segment: null,
    }
    const lens = await store.warehouse.lens(spec)
    const edges = await store.warehouse.rows<{ prev: number; step: number; n: number }>({
      sql: `SELECT prev, step, count() AS n FROM ${lens.linked} GROUP BY prev, step`,
    })
    const label = (code: number) => names[code - 1] ?? ''
    const of = (some: typeof edges) => some.map(({ prev, step, n }) => [label(prev), label(step), n].join(' → ')).sort()
    const dfg: [string, string, number][] = oracle(`${name}.dfg`).edges
    expect(of(edges.filter(({ prev, step }) => prev > 0 && step > 0))).toEqual(
      dfg.map((edge) => edge.join(' → ')).sort(),
    )
    const ends: { start: Record<string, number>; end: Record<string, number> } = oracle(`${name}.start_end`)
    const counts = (some: typeof edges, of: 'prev' | 'step') =>
      Object.fromEntries(some.map((edge) => [label(edge[of]), edge.n]))
    expect(
      counts(
        edges.filter(({ prev }) => prev === 0),
        'step',
      ),
    ).toEqual(ends.start)
    expect(
      counts(
        edges.filter(({ step }) => step === 0),
        'prev',
      ),
    ).toEqual(ends.end)
    const { cases, variants, equal_timestamp_pairs } = oracle(`${name}.summary`)
    const [found] = await store.warehouse.rows<{ cases: number; variants: number }>({
      sql: `SELECT count() AS cases, uniqExact(hash) AS variants FROM ${lens.trace}`,
    })
    expect({ ...found, pairs: lens.ties.pairs }).toEqual({ cases, variants, pairs: equal_timestamp_pairs })
    await store.close()
  },
)
