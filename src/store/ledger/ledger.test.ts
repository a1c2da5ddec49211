import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerMigrations } from './migrations/index.ts'
import { openLedger } from './open.ts'
import { startWorker } from './worker-port.ts'

// Making a database takes seconds: one folder serves all tests, each with maps of its own.
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-ledger-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

test('[S40] every version of a map stays, equal text makes none, and a hidden map can come back', async () => {
  const ledger = await openLedger(dir)
  const first = await ledger.maps.put({ id: 'loan', text: 'a' })
  expect(await ledger.maps.put({ id: 'loan', text: 'a', note: 'same' })).toEqual(first)
  const second = await ledger.maps.put({ id: 'loan', text: 'b', note: 'better' })
  expect(second).toMatchObject({ id: 'loan', version: 2, text: 'b', note: 'better' })
  expect(await ledger.maps.list()).toEqual([second])
  expect(await ledger.maps.remove('loan')).toBe(true)
  expect(await ledger.maps.remove('loan')).toBe(false)
  expect(await ledger.maps.remove('none')).toBe(false)
  expect([await ledger.maps.list(), await ledger.maps.get('loan')]).toEqual([[], null])
  expect(await ledger.maps.get('loan', 1)).toEqual(first)
  expect((await ledger.maps.versions('loan')).map(({ version }) => version)).toEqual([2, 1])
  expect(await ledger.maps.put({ id: 'loan', text: 'b' })).toEqual(second)
  expect(await ledger.maps.get('loan')).toEqual(second)
  await ledger.close()
})

test('[S40] puts at the same time each get a version of their own', async () => {
  const ledger = await openLedger(dir)
  await Promise.all(Array.from({ length: 20 }, (_, i) => ledger.maps.put({ id: 'claim', text: `text ${i}` })))
  expect((await ledger.maps.versions('claim')).map(({ version }) => version)).toEqual(
    Array.from({ length: 20 }, (_, i) => 20 - i),
  )
  await ledger.close()
})

test('[S41] views and settings come back as they were put, after a reopening too', async () => {
  const before = await openLedger(dir)
  const view = await before.views.add({ title: 'Late ones', url: '/maps/loan?x=1' })
  const settings = { theme: 'dark', order: ['a', "b'"], none: null, n: 1.5 }
  for (const [name, value] of Object.entries(settings)) await before.settings.put(name, value)
  await before.settings.put('theme', 'light')
  await before.close()
  const after = await openLedger(dir)
  expect(await after.views.list()).toEqual([view])
  expect(await after.settings.all()).toEqual({ ...settings, theme: 'light' })
  expect([await after.views.remove(view.id), await after.views.remove(view.id)]).toEqual([true, false])
  await after.close()
})

test("[S41] a segment's title is there once, whatever the case of its letters", async () => {
  const ledger = await openLedger(dir)
  const predicate = { where: { channel: 'web' } }
  const added = await ledger.segments.add({ title: 'Web', predicate })
  expect(await ledger.segments.add({ title: 'wEB', predicate })).toBeNull()
  expect(await ledger.segments.list()).toEqual([added])
  expect(added).toMatchObject({ title: 'Web', predicate })
  expect([await ledger.segments.remove(added?.id ?? ''), await ledger.segments.list()]).toEqual([true, []])
  await ledger.close()
})

test('[S43] versions that were acknowledged survive the death of the process', async () => {
  let acknowledged = 0
  for (let round = 0; round < 3; round++) {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { openLedger } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)}
        const ledger = await openLedger(${JSON.stringify(dir)})
        for (let i = 0; ; i++) console.log((await ledger.maps.put({ id: 'death', text: process.pid + ' ' + i })).version)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    child.stdout.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trim().split('\n')) acknowledged = Math.max(acknowledged, Number(line))
    })
    const enough = acknowledged + 10 + round * 7
    while (acknowledged < enough) await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const ledger = await openLedger(dir)
    const versions = (await ledger.maps.versions('death')).map(({ version }) => version)
    expect(versions.length).toBeGreaterThanOrEqual(acknowledged)
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, i) => versions.length - i))
    acknowledged = versions.length
    await ledger.close()
  }
})

test('[S42] every migration of the ledger ran, once', async () => {
  await (await openLedger(dir)).close()
  await (await openLedger(dir)).close()
  const port = startWorker(join(dir, 'ledger'))
  const { rows } = await port.query('SELECT number, name FROM migration ORDER BY number', [])
  expect(rows).toEqual(ledgerMigrations.map(({ number, name }) => ({ number, name })))
  await port.query('INSERT INTO migration (number, name) VALUES (999, $1)', ['later'])
  await port.close()
  await expect(openLedger(dir)).rejects.toMatchObject({ code: 'folder-newer' })
})
