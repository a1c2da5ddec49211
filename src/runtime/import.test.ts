import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../store/index.ts'
import { importFile, openFile } from './index.ts'

/** Files as they lie on a disk, gzipped or not, taken into a real store. */
let dir = ''
let store: Store
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-runtime-'))
  store = await openTemporaryStore()
})
afterAll(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

async function file(name: string, content: string | Uint8Array) {
  const path = join(dir, name)
  await writeFile(path, content)
  return openFile(path)
}

const profile = {
  throughline: 'import/1',
  format: 'csv',
  fields: { case: 'case', name: 'activity', at: 'timestamp' },
} as const
const csv =
  'case,activity,timestamp\n1,Apply,2026-01-01T10:00:00Z\n1,Pay,2026-01-02T10:00:00Z\n2,Apply,not a time\n2,=cmd(),"2026-01-03, noon"\n'

test('[R1] a gzipped file is read as the file in it, whatever its name', async () => {
  const packed = await file('odd-name.bin', gzipSync(csv.split('\n').slice(0, 3).join('\n')))
  const proposal = await packed.propose()
  expect(proposal.profile.fields).toMatchObject(profile.fields)
  await packed.close()
})

test('[R1] a gzip that is cut short is refused with the way out', async () => {
  const whole = gzipSync(csv.repeat(5000))
  const packed = await file('short.csv.gz', whole.subarray(0, whole.length / 2))
  await expect(importFile(store.warehouse, packed, profile)).rejects.toMatchObject({
    code: 'broken-file',
    remedy: expect.stringContaining('fetch it again'),
  })
  await packed.close()
})

test('[R2] the fingerprint depends on the content alone', async () => {
  const [a, b, other] = await Promise.all([file('a.csv', csv), file('b.csv', csv), file('c.csv', `${csv} `)])
  expect(a.fingerprint).toBe(b.fingerprint)
  expect(a.fingerprint).not.toBe(other.fingerprint)
  await Promise.all([a, b, other].map((opened) => opened.close()))
})

test('[R3] every refused row is a line of the list, and no formula', async () => {
  const input = await file('refusals.csv', csv)
  const list = join(dir, 'refused.csv')
  const done = await importFile(store.warehouse, input, profile, { refusedFile: list })
  expect(done).toMatchObject({ read: 4, written: 2, refused: 2 })
  const lines = (await readFile(list, 'utf8')).trimEnd().split('\n')
  expect(lines[0]).toBe('file,line,field,value,reason')
  expect(lines[1]).toMatch(/^refusals\.csv,4,at,not a time,/)
  expect(lines[2]).toMatch(/^refusals\.csv,5,at,"2026-01-03, noon",/)
  await input.close()
})

test('[R4] strict: the first refused row ends the import, and nothing is kept', async () => {
  const input = await file('strict.csv', csv.replaceAll('Apply', 'Strictly'))
  await expect(importFile(store.warehouse, input, profile, { strict: true })).rejects.toMatchObject({
    code: 'row-refused',
    message: expect.stringContaining('strict.csv:4'),
  })
  expect(await store.warehouse.names()).not.toContainEqual(expect.objectContaining({ name: 'Strictly' }))
  await input.close()
})

test('[R5] a profile that does not say when is refused before anything is read', async () => {
  const input = await file('when.csv', csv)
  const timeless = { throughline: 'import/1', fields: { case: 'case', name: 'activity' } } as const
  await expect(importFile(store.warehouse, input, timeless)).rejects.toMatchObject({
    code: 'mapping-incomplete',
    remedy: expect.stringContaining('--at'),
  })
  await input.close()
})

test('[R5] a file that is not there is named', async () => {
  await expect(openFile(join(dir, 'nowhere.csv'))).rejects.toMatchObject({
    code: 'no-such-file',
    message: expect.stringContaining('nowhere.csv'),
  })
})
