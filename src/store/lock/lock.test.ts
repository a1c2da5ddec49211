import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, ownerOf } from '../index.ts'
import { takeLock } from './lock.ts'
import { processStart } from './process.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-lock-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const now = new Date('2026-01-01T00:00:00Z')

test('[S1] a folder that another process has is refused with its process and address; its death frees it', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
      import { openStore } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
      const store = await openStore(${JSON.stringify(dir)})
      await store.announce('http://localhost:4321')
      console.log('open')
      setInterval(() => {}, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  expect(await ownerOf(dir)).toMatchObject({ pid: child.pid, url: 'http://localhost:4321' })
  await expect(openStore(dir)).rejects.toMatchObject({
    code: 'folder-in-use',
    message: `The data folder ${dir} is in use by process ${child.pid}, which serves http://localhost:4321.`,
    remedy: 'Ask it at http://localhost:4321, stop it, or choose another folder with --data.',
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await ownerOf(dir)).toBeNull()
  const store = await openStore(dir)
  expect(await ownerOf(dir)).toMatchObject({ pid: process.pid })
  await Promise.all([store.close(), store.close()])
  expect(await ownerOf(dir)).toBeNull()
})

test('[S2] of many that find a dead owner, one gets the folder', async () => {
  for (let round = 0; round < 20; round++) {
    await writeFile(join(dir, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, start: null, since: now.toISOString() }))
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(dir, now)))
    const locks = tries.filter((one) => one.status === 'fulfilled')
    expect(locks).toHaveLength(1)
    expect(
      tries.filter((one) => one.status === 'rejected').every(({ reason }) => reason.code === 'folder-in-use'),
    ).toBe(true)
    await locks[0]?.value.release()
  }
  expect(await readdir(dir)).toEqual([])
})

test.skipIf((await processStart(process.pid)) === null)(
  '[S3] a process that was given a dead owner’s id does not hold its folder',
  async () => {
    await writeFile(join(dir, 'lock'), JSON.stringify({ pid: process.pid, start: '1', since: now.toISOString() }))
    expect(await ownerOf(dir)).toBeNull()
    await (await takeLock(dir, now)).release()
  },
)

test('[S4] a folder whose lock cannot be read, or that cannot be made, is refused and not waited for', async () => {
  await mkdir(join(dir, 'lock'))
  const unusable = { code: 'folder-unusable', message: expect.stringContaining(dir) }
  await expect(openStore(dir)).rejects.toMatchObject(unusable)
  await expect(ownerOf(dir)).rejects.toMatchObject(unusable)
  await writeFile(join(dir, 'file'), '')
  await expect(openStore(join(dir, 'file'))).rejects.toMatchObject(unusable)
  await expect(openStore(join(dir, 'file', 'below'))).rejects.toMatchObject(unusable)
  expect(await ownerOf(join(dir, 'file', 'below'))).toBeNull()
})

test('[S2] a lock that is no lock of ours holds nobody', async () => {
  await writeFile(join(dir, 'lock'), '{"pid":')
  expect(await ownerOf(dir)).toBeNull()
  await (await takeLock(dir, now)).release()
})
