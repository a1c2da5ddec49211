import type { Share } from '../../../insight/answers.ts'

/** Columns of the map's table with their whole values at one step. */
export type Taken = readonly (readonly [name: string, value: string | number | null])[]

/** A share under one name: itself, its 95 % interval and its n. */
export function shareColumns(name: string, share: Share | undefined): Taken {
  return [
    [`${name}_share`, share?.share ?? null],
    [`${name}_low`, share?.low ?? null],
    [`${name}_high`, share?.high ?? null],
    [`${name}_n`, share?.n ?? null],
  ]
}
