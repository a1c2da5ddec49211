import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, startServer } from './server.ts'

/** The commands as a person types them, each in a process of its own, over small files made here. */
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const orders = [
  'order,activity,time,channel',
  'A,Applied,2026-01-01T10:00:00Z,web',
  'A,Checked,2026-01-01T12:00:00Z,web',
  'A,Paid,2026-01-03T12:00:00Z,app',
  'B,Applied,2026-01-02T10:00:00Z,phone',
  'B,Checked,2026-01-02T16:00:00Z,phone',
  'C,Applied,2026-01-05T10:00:00Z,web',
].join('\n')

async function file(name: string, content: string): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, content)
  return path
}

const json = (out: string): unknown => JSON.parse(out)

test('[C1] a file that is not there ends with 2 and names it', async () => {
  const ran = await run(['explore', 'dfg', join(dir, 'nowhere.csv'), '--json'])
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain('nowhere.csv')
})

test('[C1] lint ends with 1 when there are findings, and names line and remedy', async () => {
  const map = await file(
    'bad.map.yaml',
    'throughline: map/1\nid: m\ntitle: M\nstate: as-is\nphases:\n  - id: p\n    title: P\n    stepz: []\n',
  )
  const ran = await run(['lint', map, '--json'])
  expect(ran.code).toBe(1)
  expect(json(ran.out)).toMatchObject({
    findings: [
      { severity: 'error', line: 6 },
      { severity: 'error', line: 8, remedy: 'did you mean "steps"?' },
    ],
  })
})

test('[C2][C4] a question of a file answers in JSON alone and leaves nothing behind', async () => {
  const here = await mkdtemp(join(dir, 'cwd-'))
  const temporary = await mkdtemp(join(dir, 'tmp-'))
  const ran = await run(['explore', 'dfg', await file('orders.csv', orders), '--json'], {
    cwd: here,
    env: { TMPDIR: temporary },
  })
  expect(ran.code).toBe(0)
  expect(json(ran.out)).toMatchObject({
    cases: 3,
    events: 6,
    edges: [
      { from: 'Applied', to: 'Checked', count: 2, medianSeconds: 14_400, meanSeconds: 14_400 },
      { from: 'Checked', to: 'Paid', count: 1, medianSeconds: 172_800 },
    ],
    starts: [{ name: 'Applied', count: 3 }],
  })
  expect(existsSync(join(here, '.throughline'))).toBe(false)
  // Node keeps the sources it compiled there, for every program on the machine.
  expect(readdirSync(temporary).filter((name) => name !== 'node-compile-cache')).toEqual([])
})

test('[C3] an unknown option is refused with the nearest one', async () => {
  const ran = await run(['explore', 'variants', '--topp', '3'])
  expect(ran.code).toBe(2)
  expect(ran.err).toMatch(/unknown option '--topp'[\s\S]*--top/)
})

test('[C6] times without a zone are not guessed; the option is named', async () => {
  const path = await file('local.csv', orders.replaceAll('Z,', ','))
  const data = join(dir, 'local')
  const refused = await run(['import', path, '--data', data])
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('--zone')
  const read = await run(['import', path, '--data', data, '--zone', 'Europe/Vienna', '--json'])
  expect(json(read.out)).toMatchObject({ files: 1, read: 6, written: 6, duplicates: 0, refused: [] })
})

test('[C7] a bad row is refused with line, field, value and reason, and listed; --strict keeps nothing', async () => {
  const path = await file('rows.csv', `${orders}\nD,Applied,yesterday,web\n`)
  const flags = ['--case', 'order', '--name', 'activity', '--at', 'time']
  const strict = await run(['import', path, '--data', join(dir, 'strict'), '--strict', ...flags])
  expect(strict.code).toBe(2)
  expect(strict.err).toContain('rows.csv:8')
  const data = join(dir, 'rows')
  const ran = await run(['import', path, '--data', data, '--json', ...flags])
  expect(json(ran.out)).toMatchObject({
    read: 7,
    written: 6,
    refused: [{ file: 'rows.csv', line: 8, field: 'at', value: 'yesterday', reason: expect.any(String) }],
  })
  expect(await readFile(join(data, 'imports', 'rows.csv.refused.csv'), 'utf8')).toContain('rows.csv,8,at,yesterday,')
})

test('[C8] importing twice adds nothing', async () => {
  const path = await file('twice.csv', orders)
  const data = join(dir, 'twice')
  await run(['import', path, '--data', data, '--json'])
  const again = await run(['import', path, '--data', data, '--json'])
  expect(json(again.out)).toMatchObject({ read: 6, written: 0, duplicates: 6 })
})

test('[C5] beside a server a command asks it, and answers the same', async () => {
  const data = join(dir, 'served')
  await run(['import', await file('served.csv', orders), '--data', data, '--json'])
  const alone = await run(['explore', 'variants', '--data', data, '--json'])
  const server = await startServer(['serve', '--data', data])
  try {
    const beside = await run(['explore', 'variants', '--data', data, '--json'])
    expect(beside).toMatchObject({ code: 0, out: alone.out })
    const more = await file('more.csv', 'order,activity,time,channel\nZ,Applied,2026-02-01T10:00:00Z,web\n')
    expect(json((await run(['import', more, '--data', data, '--json'])).out)).toMatchObject({ read: 1, written: 1 })
    const bad = await file(
      'bad.csv',
      'order,activity,time,channel\nY,Applied,2026-02-01T10:00:00Z,web\nY,Paid,soon,web\n',
    )
    const flags = ['--case', 'order', '--name', 'activity', '--at', 'time']
    expect(await run(['import', bad, '--data', data, '--strict', ...flags])).toMatchObject({ code: 2 })
    expect(json((await run(['explore', 'dfg', '--data', data, '--json'])).out)).toMatchObject({ cases: 4, events: 7 })
  } finally {
    await server.stop()
  }
})

test('[C8] discover drafts a map that measure answers at once', async () => {
  const events = await file('draft.csv', orders)
  const map = join(dir, 'draft.map.yaml')
  expect((await run(['discover', events, '--keep', '100%', '--out', map])).code).toBe(0)
  const measured = await run(['measure', map, events, '--json'])
  expect(json(measured.out)).toMatchObject({ cases: 3, steps: [{ cases: 3 }, { cases: 2 }, { cases: 1 }] })
})

test('[C11] check ends with 1 where cases leave the map, or fit less than is asked', async () => {
  const events = await file('checked.csv', orders)
  const draft = join(dir, 'checked.map.yaml')
  await run(['discover', events, '--keep', '100%', '--out', draft])
  const whole = await run(['check', draft, events, '--json'])
  expect(whole.code).toBe(0)
  expect(json(whole.out)).toMatchObject({ cases: 3, fitting: 3, fitness: 1, deviations: [] })
  const step = (id: string, more = '') => `{ id: ${id.toLowerCase()}, title: ${id}, match: { event: ${id} }${more} }`
  const head = (id: string) =>
    `throughline: map/1\nid: ${id}\ntitle: ${id}\nstate: as-is\nphases:\n  - id: p\n    title: P\n    steps:\n`
  const map = await file(
    'strict.map.yaml',
    `${head('strict')}      - ${step('Applied')}\n      - { id: looked, title: Looked, journey: looking }\n      - ${step('Paid')}\n`,
  )
  const inner = await file('looking.map.yaml', `${head('looking')}      - ${step('Checked')}\n`)
  const closed = await run(['check', map, events, '--json'])
  expect(closed.code).toBe(1)
  expect(json(closed.out)).toMatchObject({
    fitting: 1,
    unmeasured: ['looked'],
    deviations: [{ kind: 'skipped', step: 'paid', cases: 2, stopped: 2 }],
  })
  const opened = await run(['check', map, events, '--json', '--open', '--journey', inner])
  expect(json(opened.out)).toMatchObject({
    journeys: [{ step: 'looked', journey: 'looking', opened: true }],
    deviations: [
      { kind: 'skipped', step: 'paid', cases: 2 },
      { kind: 'skipped', step: 'looked.checked', cases: 1 },
    ],
  })
  expect((await run(['check', map, events, '--fitness', '50%'])).code).toBe(0)
  expect(await run(['check', map, events, '--fitness', 'much'])).toMatchObject({ code: 2 })
  expect((await run(['check', map, events, '--journey', inner])).err).toContain('Add --open')
  const text = await run(['check', map, events])
  expect(text.out).toMatch(/skipped {2}paid/)
  expect(text.out).toContain('case  applied  »')
})

test('[C9] the demo takes no folder that holds real events, and says that its own are made up', async () => {
  const data = join(dir, 'real')
  await run(['import', await file('real.csv', orders), '--data', data, '--json'])
  const refused = await run(['demo', '--data', data, '--customers', '20', '--port', '0'])
  expect(refused.code).toBe(2)
  expect(refused.err).toMatch(/holds 6 events that are not simulated[\s\S]*--data/)
  const server = await startServer(['demo', '--data', join(dir, 'made-up'), '--customers', '20', '--pace', '0'])
  try {
    const status = await (await fetch(`${server.url}/api/status`)).json()
    expect(status).toMatchObject({ simulated: 'Harbour Bank (simulated)', events: expect.any(Number) })
  } finally {
    await server.stop()
  }
})

test('[C8] a file read another way is said to be there twice, and --replace takes the first reading out', async () => {
  const path = await file('zones.csv', orders.replaceAll('Z,', ','))
  const data = join(dir, 'zones')
  await run(['import', path, '--data', data, '--zone', 'UTC', '--json'])
  const other = await run(['import', path, '--data', data, '--zone', 'Europe/Vienna', '--json'])
  expect(json(other.out)).toMatchObject({ written: 6, duplicates: 0 })
  expect(other.err).toMatch(/6 events of then are still there[\s\S]*--replace/)
  const replaced = await run(['import', path, '--data', data, '--zone', 'Europe/Vienna', '--replace', '--json'])
  expect(json(replaced.out)).toMatchObject({ written: 6 })
  const dfg = await run(['explore', 'dfg', '--data', data, '--json'])
  expect(json(dfg.out)).toMatchObject({
    cases: 3,
    events: 6,
    edges: [{ from: 'Applied', to: 'Checked', count: 2 }, {}],
  })
})

test("[C9] the demo's customers go on while it is served", async () => {
  const server = await startServer(['demo', '--data', join(dir, 'live'), '--customers', '300', '--pace', '5000'])
  try {
    const events = async () => ((await (await fetch(`${server.url}/api/status`)).json()) as { events: number }).events
    const first = await events()
    // As long as it takes; the test's own limit ends it if they stand still.
    while ((await events()) < first + 30) await new Promise((resolve) => setTimeout(resolve, 200))
  } finally {
    await server.stop()
  }
})

test('[C12] lint takes the id of a map that is kept; what is neither kept nor a file is named', async () => {
  const data = join(dir, 'kept')
  expect((await run(['import', await file('lint.csv', orders), '--data', data])).code).toBe(0)
  const kept = await run(['discover', '--data', data, '--save'])
  expect(kept.err).toContain('kept as discovered-lint')
  const text = await file('same.map.yaml', kept.out)
  const both = await run(['lint', 'discovered-lint', text, '--data', data, '--json'])
  const { findings } = json(both.out) as { findings: { file: string; rule: string }[] }
  const rulesOf = (of: string) => findings.filter((finding) => finding.file === of).map(({ rule }) => rule)
  expect(rulesOf('discovered-lint').length).toBeGreaterThan(0)
  expect(rulesOf('discovered-lint')).toEqual(rulesOf(text))
  const none = await run(['lint', 'nowhere', '--data', data])
  expect(none).toMatchObject({ code: 2, out: '' })
  expect(none.err).toMatch(/There is no map "nowhere"/)
})

test('[C13] what a route refuses is named by its option', async () => {
  const log = await file('options.csv', orders)
  const refusals = [
    [
      ['discover', log, '--transitions', 'some'],
      /^throughline: --transitions "some" is neither usual nor all\nCorrect --transitions\.$/,
    ],
    [['discover', log, '--map-id', 'A_B'], /^throughline: --map-id "A_B" is not kebab-case.*\nCorrect --map-id\.$/],
    [['trend', log, '--by', 'year'], /^throughline: --by "year" is neither day nor week\nCorrect --by\.$/],
  ] as const
  for (const [args, says] of refusals) {
    const ran = await run(args)
    expect(ran.code).toBe(2)
    expect(ran.err.trim()).toMatch(says)
  }
})
