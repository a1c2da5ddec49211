import { randomFrom } from '../random.ts'

/** One event of the made log, as texts that every format can hold. */
export interface LogRow {
  readonly case: string
  readonly name: string
  readonly at: string
  readonly channel: string
  readonly agent: string
  readonly amount: number
}

const verbs = ['Open', 'Check', 'Send', 'Receive', 'Approve', 'Reject', 'Call about', 'Correct', 'Sign', 'Close']
const things = ['application', 'papers', 'offer', 'account', 'complaint', 'card']
const names = Array.from({ length: 60 }, (_, i) => `${verbs[i % 10]} ${things[Math.floor(i / 10)]}`)
const channels = ['web', 'app', 'phone', 'branch', 'email']

interface Open {
  readonly id: string
  step: number
  left: number
}

/**
 * A log of about ten events a case, in the order of time; `abreast` cases run at once (1: case by case, as XES has them).
 * Most steps are followed by the next; 1.8 % of events share their time with the one before.
 */
export function* logOf(events: number, abreast: number, seed = 20417): Generator<LogRow> {
  const random = randomFrom(seed)
  const open: Open[] = []
  let opened = 0
  let at = Date.UTC(2025, 0, 1)
  for (let i = 0; i < events; i++) {
    if (random() >= 0.018) at += Math.floor(random() * 2 * (abreast === 1 ? 3_600_000 : 30_000))
    while (open.length < abreast)
      open.push({
        id: `A-${String(++opened).padStart(8, '0')}`,
        step: 0,
        left: 1 + Math.floor(-9 * Math.log(1 - random())),
      })
    const place = Math.floor(random() * open.length)
    const one = open[place]
    if (one === undefined) throw new RangeError('no case is open')
    yield {
      case: one.id,
      name: names[one.step] ?? '',
      at: new Date(at).toISOString(),
      channel: channels[one.step % channels.length] ?? '',
      agent: `agent-${Math.floor(random() * 200)}`,
      amount: Math.floor(random() * 1_000_000) / 100,
    }
    one.step = next(one.step, random())
    if (--one.left === 0) open.splice(place, 1)
  }
}

function next(step: number, chance: number): number {
  const by = chance < 0.75 ? 1 : chance < 0.87 ? 2 : chance < 0.93 ? 59 : chance < 0.97 ? 0 : 7
  return (step + by) % names.length
}
