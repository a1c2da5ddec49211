import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import type { Finding } from '../contract/doctor.ts'

const gigabyte = 2 ** 30
const day = 24 * 3600 * 1000

/** What the machine says, apart from how it is judged. */
export interface Machine {
  readonly node: string
  readonly freeDisk: number
  readonly disk: number
  readonly freeMemory: number
  readonly now: number
}

export async function machineOf(dir: string): Promise<Machine> {
  const { bavail, blocks, bsize } = await statfs(dir)
  return {
    node: process.versions.node,
    freeDisk: bavail * bsize,
    disk: blocks * bsize,
    freeMemory: process.availableMemory(),
    now: Date.now(),
  }
}

/** One finding for each thing looked at, well or not. A store that fails is a finding, not a failure. */
export async function examine(context: Context, machine: Machine): Promise<Finding[]> {
  const looks: readonly (readonly [string, () => Promise<Omit<Finding, 'what'>>])[] = [
    ['Node', async () => nodeOf(machine)],
    ['disk', async () => diskOf(machine)],
    ['memory', async () => memoryOf(machine)],
    ['warehouse', () => warehouseOf(context)],
    ['clock', () => clockOf(context, machine)],
    ['lenses', () => lensesOf(context)],
    ['log', () => logOf(context)],
    ['backups', () => backupsOf(context, machine)],
  ]
  const findings: Finding[] = []
  for (const [what, look] of looks) findings.push({ what, ...(await look().catch(failing)) })
  return findings
}

function failing(error: unknown): Omit<Finding, 'what'> {
  const remedy =
    error instanceof Error && 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : 'Restore a backup.'
  return { state: 'bad', value: error instanceof Error ? error.message : String(error), remedy }
}

function well(value: string): Omit<Finding, 'what'> {
  return { state: 'well', value, remedy: null }
}

function nodeOf({ node }: Machine): Omit<Finding, 'what'> {
  if (Number(node.split('.')[0]) >= 24) return well(node)
  return { state: 'bad', value: node, remedy: 'Run it with Node 24 or newer.' }
}

/** A merge of the warehouse needs as much room again as what it merges. */
export function diskOf({ freeDisk, disk }: Pick<Machine, 'freeDisk' | 'disk'>): Omit<Finding, 'what'> {
  const value = `${size(freeDisk)} of ${size(disk)} free`
  if (freeDisk < gigabyte / 4) {
    return { state: 'bad', value, remedy: 'Make room now: what comes in is refused when the disk is full.' }
  }
  if (freeDisk < 2 * gigabyte || freeDisk < disk * 0.05) {
    return { state: 'warning', value, remedy: 'Make room, or move the data folder to a larger disk.' }
  }
  return well(value)
}

function memoryOf({ freeMemory }: Machine): Omit<Finding, 'what'> {
  const value = `${size(freeMemory)} to be had`
  if (freeMemory >= gigabyte / 2) return well(value)
  return { state: 'warning', value, remedy: 'Give it more: large questions will go over the disk, or fail.' }
}

async function warehouseOf({ store }: Context): Promise<Omit<Finding, 'what'>> {
  const [found] = await store.warehouse.rows<{ events: number; step: number; broken: number }>({
    sql: `SELECT (SELECT count() FROM held) AS events, (SELECT max(number) FROM migration) AS step,
      (SELECT count() FROM system.detached_parts WHERE database = currentDatabase()) AS broken`,
  })
  const { events = 0, step = 0, broken = 0 } = found ?? {}
  const value = `${events} events, at step ${step}`
  if (broken === 0) return well(value)
  return {
    state: 'bad',
    value: `${value}; ${broken} of its parts were broken and set aside`,
    remedy: 'Events are missing: restore the last backup into another folder, and compare.',
  }
}

/** What was received later than now was received before the clock was put back, or the clock is wrong now. */
export async function clockOf({ store }: Context, { now }: Pick<Machine, 'now'>): Promise<Omit<Finding, 'what'>> {
  const [found] = await store.warehouse.rows<{ n: number; last: number }>({
    sql: 'SELECT count() AS n, toUnixTimestamp64Milli(max(received)) AS last FROM held',
  })
  const ahead = found === undefined || found.n === 0 ? 0 : found.last - now
  if (ahead < 60_000) return well(new Date(now).toISOString())
  return {
    state: 'warning',
    value: `${new Date(now).toISOString()}, ${Math.round(ahead / 1000)} s before the last event was received`,
    remedy: 'Have the machine keep its time (NTP): times of what is sent are put right by it.',
  }
}

async function lensesOf({ store }: Context): Promise<Omit<Finding, 'what'>> {
  const rows = await store.warehouse.rows<{ key: string; cases: number; rows: number | null }>({
    sql: `SELECT key, cases, tables.total_rows AS rows FROM (
        SELECT key, cases, state, concat('trace_', key, '_', toString(generation)) AS trace
        FROM lens ORDER BY at DESC, generation DESC LIMIT 1 BY key
      ) AS noted LEFT JOIN (SELECT name, total_rows FROM system.tables WHERE database = currentDatabase()) AS tables
      ON tables.name = noted.trace WHERE state = 'built'`,
  })
  const unsound = rows.filter(({ cases, rows: there }) => there !== cases)
  if (unsound.length === 0) return well(`${rows.length} stand`)
  return {
    state: 'warning',
    value: `${unsound.length} of ${rows.length} do not hold the cases they were noted with`,
    remedy: 'Nothing is lost: they are built anew at the next question after a start.',
  }
}

/** The line of what came by the log is its number among all ever accepted, so the warehouse can be held against the ledger. */
async function logOf({ store, keeper }: Context): Promise<Omit<Finding, 'what'>> {
  const { log } = await store.ledger()
  const position = await log.position('warehouse')
  const value = `${log.last} events ever accepted, ${Math.max(0, log.last - position)} not yet in the warehouse`
  const [held] = await store.warehouse.rows<{ last: number }>({
    sql: `SELECT max(bitAnd(seq, 1099511627775)) AS last FROM held
      WHERE source IN (SELECT number FROM source WHERE startsWith(fingerprint, 'writer:'))`,
  })
  if (held !== undefined && held.last > log.last) {
    return {
      state: 'bad',
      value: `${value}; but the warehouse holds event number ${held.last}`,
      remedy: 'The ledger is older than the warehouse: restore both from one backup.',
    }
  }
  if (keeper?.isFailing) {
    return { state: 'bad', value: `${value}; the last attempt failed`, remedy: "Look into the server's log for why." }
  }
  if (keeper === undefined && position < log.last) {
    return { state: 'warning', value, remedy: 'They are taken in when the server is started.' }
  }
  return well(value)
}

async function backupsOf({ store }: Context, { now }: Machine): Promise<Omit<Finding, 'what'>> {
  const there = (await (await store.ledger()).backups.list()).filter(({ path }) =>
    existsSync(join(path, 'manifest.json')),
  )
  const [newest] = there
  if (newest === undefined) {
    const isEmpty = (await store.warehouse.extent()) === null
    if (isEmpty) return well('none; there are no events yet')
    return { state: 'warning', value: 'none lies where it was written', remedy: 'npx throughline backup --to FOLDER' }
  }
  const days = Math.floor((now - Date.parse(newest.at)) / day)
  const value = `${there.length}, the last ${days === 0 ? 'today' : `${days} days ago`} in ${newest.path}`
  if (days < 7) return well(value)
  return { state: 'warning', value, remedy: 'npx throughline backup --to FOLDER, every day' }
}

function size(bytes: number): string {
  return bytes >= gigabyte ? `${(bytes / gigabyte).toFixed(1)} GB` : `${Math.round(bytes / 2 ** 20)} MB`
}
