/** A text that wants to stand at a place; the more it matters, the earlier it is placed. */
export interface Wish {
  x: number
  width: number
  weight: number
}
export interface Placed {
  level: number
  /** where the text begins; its mark stays at `x` */
  left: number
}
interface Room {
  width: number
  levels: number
  gap: number
  /** a thin line leads from the text through the levels below it, and no text may stand in its way */
  leads: boolean
}

/**
 * Puts texts on levels so that none touches another and no leading line crosses a text. What finds no room is null: it is
 * then said elsewhere (the list below the timeline holds everything).
 */
export function placeOnLevels(wishes: readonly Wish[], room: Room): (Placed | null)[] {
  const taken: [number, number][][] = Array.from({ length: room.levels }, () => [])
  const placed = wishes.map((): Placed | null => null)
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[b]?.weight ?? 0) - (wishes[a]?.weight ?? 0) || a - b)
  for (const i of order) {
    const wish = wishes[i]
    if (wish) placed[i] = placeOne(wish, taken, room)
  }
  return placed
}

function placeOne({ x, width }: Wish, taken: [number, number][][], room: Room): Placed | null {
  const centred = Math.min(Math.max(0, x - width / 2), Math.max(0, room.width - width))
  const lefts = room.leads
    ? [centred, Math.min(x - 4, room.width - width), Math.max(0, x - width + 4)]
    : [Math.min(x, Math.max(0, room.width - width))]
  for (let level = 0; level < room.levels; level += 1) {
    if (room.leads && level > 0 && !isFree(taken[level - 1] ?? [], x - 3, x + 3)) return null
    for (const left of lefts) {
      if (left < 0 || !isFree(taken[level] ?? [], left - room.gap, left + width + room.gap)) continue
      taken[level]?.push([left, left + width])
      if (room.leads) for (let below = 0; below < level; below += 1) taken[below]?.push([x - 3, x + 3])
      return { level, left }
    }
  }
  return null
}

const isFree = (taken: readonly [number, number][], left: number, right: number) =>
  taken.every(([from, to]) => right <= from || left >= to)

/** Marks nearer than `near` become one: a bunch with the places of its members. Ordered by x. */
export function bunch(xs: readonly number[], near: number): { x: number; members: number[] }[] {
  const bunches: { x: number; members: number[] }[] = []
  xs.forEach((x, i) => {
    const last = bunches.at(-1)
    if (last && x - last.x < near) last.members.push(i)
    else bunches.push({ x, members: [i] })
  })
  return bunches
}

/** How wide a text of this size will be, on the safe side: the font's mean letter is 0.56 of its size. */
export const widthOf = (text: string, size: number) => Math.ceil(text.length * size * 0.56) + 4
