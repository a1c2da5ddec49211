import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Asked } from '../asked.ts'
import { run, runTimed } from '../child.ts'
import { count, met, range, seconds, times } from '../say.ts'
import type { Section } from '../section.ts'
import { summed, type Timed, timed } from '../timing.ts'
import { gzip, inFolder, writeXes } from './files.ts'
import { xesEvents } from './part.ts'

const bin = fileURLToPath(new URL('../../bin/throughline.js', import.meta.url))
/** The log that the aim was given for, where this machine has it beside the project. */
const publicLog = fileURLToPath(new URL('../../../shared/data/bpic2012.xes.gz', import.meta.url))
const aim = 1.8

/** One command from a packed log to its transitions, as a newcomer types it. */
export async function commandPart({ runs }: Asked, folder: string): Promise<Section> {
  const made = inFolder(folder, 'made.xes.gz')
  await writeXes(inFolder(folder, 'made.xes'), xesEvents)
  await gzip(inFolder(folder, 'made.xes'), made)
  const starting = await timed(() => run(process.execPath, [bin, '--version']), runs)
  const logs = [{ says: `made log, ${count(xesEvents)} events`, path: made }]
  if (existsSync(publicLog)) logs.push({ says: 'BPI Challenge 2012, 262,200 events', path: publicLog })
  const rows: string[][] = []
  for (const { says, path } of logs) rows.push(row(says, await explored(path, runs + 2), starting))
  return {
    title: 'One command',
    about: [
      '`throughline explore dfg FILE.xes.gz --json` as a whole process: Node and the engine started, a temporary store made, the file unpacked, read and stored, the case-ordered tables built, the transitions counted with their median times, the store removed. PM4Py takes 18 s for the public log on a machine like this; the aim is a tenth of it.',
    ],
    tables: [
      {
        caption: `Aim: under ${seconds(aim)}`,
        head: ['log', 'whole command', 'lowest – highest', 'of the processor', ': start alone (`--version`)', 'aim'],
        rows,
      },
    ],
  }
}

interface Explored {
  readonly whole: Timed
  readonly busy: Timed
}

async function explored(path: string, runs: number): Promise<Explored> {
  const all: number[] = []
  const busy: number[] = []
  for (let n = 0; n <= runs; n++) {
    const ended = await runTimed(process.execPath, [bin, 'explore', 'dfg', path, '--json'])
    all.push(ended.seconds)
    busy.push(ended.busy)
  }
  return { whole: summed(all.slice(1)), busy: summed(busy.slice(1)) }
}

function row(says: string, { whole, busy }: Explored, starting: Timed): string[] {
  return [
    says,
    seconds(whole.median),
    range(whole),
    seconds(busy.median),
    `${times(whole.median / starting.median)} ${seconds(starting.median)}`,
    met(whole.median < aim),
  ]
}
