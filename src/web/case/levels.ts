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
  const others = wishes.filter(({ width }) => width > 0).map(({ x }) => x)
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[b]?.weight ?? 0) - (wishes[a]?.weight ?? 0) || a - b)
  for (const i of order) {
    const wish = wishes[i]
    if (wish && wish.width > 0) placed[i] = placeOne(wish, others, taken, room)
  }
  return placed
}

interface Spot extends Placed {
  cost: number
}

function placeOne(wish: Wish, others: readonly number[], taken: [number, number][][], room: Room): Placed | null {
  const spots = taken.flatMap((_, level) => spotsOn(level, wish, others, taken, room))
  const best = spots.reduce<Spot | null>(
    (least, spot) => (least === null || spot.cost < least.cost ? spot : least),
    null,
  )
  if (!best) return null
  const { level, left } = best
  taken[level]?.push([left, left + wish.width])
  if (room.leads) for (const below of taken.slice(0, level)) below.push([wish.x - 3, wish.x + 3])
  return { level, left }
}

/** A low level is better than a high one, unless the text would lie over marks whose own texts then find no way up. */
function spotsOn(
  level: number,
  { x, width }: Wish,
  others: readonly number[],
  taken: [number, number][][],
  room: Room,
): Spot[] {
  const crossed = room.leads && taken.slice(0, level).some((below) => !isFree(below, x - 3, x + 3))
  if (crossed) return []
  const most = Math.max(0, room.width - width)
  const centred = Math.min(Math.max(0, x - width / 2), most)
  const lefts = room.leads
    ? [centred, Math.min(x - 4, most), Math.max(0, x - width + 4)]
    : [Math.min(Math.max(0, x), most)]
  return lefts
    .filter((left) => left >= 0 && isFree(taken[level] ?? [], left - room.gap, left + width + room.gap))
    .map((left, i) => {
      const over = others.filter((other) => other !== x && other > left - 3 && other < left + width + 3).length
      return { level, left, cost: level + i * 0.2 + (room.leads ? over * (level === 0 ? 4 : 0.5) : 0) }
    })
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
