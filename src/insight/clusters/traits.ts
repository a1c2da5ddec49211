import type { Share } from '../answers.ts'
import { wilson } from '../interval.ts'
import type { Trait } from './answers.ts'

/** A variant with its cases and the group it is in. */
export interface Member {
  readonly steps: readonly number[]
  readonly cases: number
  readonly group: number
}

/** How far two shares lie apart before it is said. */
const least = 0.1
const most = 5

interface Counted {
  cases: number
  readonly visited: Map<number, number>
  readonly repeated: Map<number, number>
  readonly first: Map<number, number>
  readonly last: Map<number, number>
}

/** What sets a group apart: shares of its cases beside those of all other cases, over the same variants. */
export function traitsOf(members: readonly Member[], group: number, title: (code: number) => string): readonly Trait[] {
  const [here, elsewhere] = [
    counted(members.filter((one) => one.group === group)),
    counted(members.filter((one) => one.group !== group)),
  ]
  if (elsewhere.cases === 0) return []
  const codes = [...new Set(members.flatMap(({ steps }) => steps))]
  const differing = (kind: Trait['kind'], of: (counts: Counted) => Map<number, number>) =>
    codes.flatMap((code) => {
      const shareIn = (counts: Counted) => wilson(of(counts).get(code) ?? 0, counts.cases)
      const [mine, theirs] = [shareIn(here), shareIn(elsewhere)]
      const more = (mine.share ?? 0) - (theirs.share ?? 0)
      if (Math.abs(more) < least || (kind !== 'more' && more < 0)) return []
      const name = kind === 'more' && more < 0 ? 'fewer' : kind
      return {
        step: title(code),
        kind: name,
        here: mine,
        elsewhere: theirs,
        says: say(name, title(code), mine, theirs),
      } satisfies Trait
    })
  return [
    ...differing('more', (counts) => counts.visited),
    ...differing('repeats', (counts) => counts.repeated),
    ...differing('begins', (counts) => counts.first),
    ...differing('ends', (counts) => counts.last),
  ]
    .toSorted((a, b) => distance(b) - distance(a) || (a.says < b.says ? -1 : 1))
    .slice(0, most)
}

function distance({ here, elsewhere }: Trait): number {
  return Math.abs((here.share ?? 0) - (elsewhere.share ?? 0))
}

function counted(members: readonly Member[]): Counted {
  const counts: Counted = { cases: 0, visited: new Map(), repeated: new Map(), first: new Map(), last: new Map() }
  const add = (to: Map<number, number>, code: number | undefined, cases: number) => {
    if (code !== undefined) to.set(code, (to.get(code) ?? 0) + cases)
  }
  for (const { steps, cases } of members) {
    counts.cases += cases
    const seen = new Map<number, number>()
    for (const step of steps) seen.set(step, (seen.get(step) ?? 0) + 1)
    for (const [step, times] of seen) {
      add(counts.visited, step, cases)
      if (times > 1) add(counts.repeated, step, cases)
    }
    add(counts.first, steps[0], cases)
    add(counts.last, steps.at(-1), cases)
  }
  return counts
}

const verbs = {
  more: 'come to',
  fewer: 'come to',
  repeats: 'come back to',
  begins: 'begin with',
  ends: 'end with',
} satisfies Record<Trait['kind'], string>

function say(kind: Trait['kind'], step: string, here: Share, elsewhere: Share): string {
  return `${percent(here)} ${verbs[kind]} “${step}”, of the others ${percent(elsewhere)}`
}

/** With its 95 % interval; n is said with the group. */
function percent({ share, low, high }: Share): string {
  const [value, from, to] = [share, low, high].map((one) => Math.round((one ?? 0) * 100))
  return `${value} % (${from} – ${to})`
}
