import type { DriverFactor } from '../../insight/drivers/answers.ts'
import type { Group } from './search.ts'

/** A factor, with those that just the same cases have. */
export interface Listed {
  readonly factor: DriverFactor
  readonly same: readonly DriverFactor[]
}

/** The list in its parts, each in the order of the answer. */
export interface Parts {
  /** clear, and still so with the others held equal */
  readonly holding: readonly Listed[]
  /** clear, but not beside the others */
  readonly alone: readonly Listed[]
  readonly unclear: readonly Listed[]
  readonly decides: readonly Listed[]
  readonly few: readonly DriverFactor[]
}

export function partsOf(factors: readonly DriverFactor[], group: Group | undefined): Parts {
  const shown = factors.filter((one) => group === undefined || one.group === group)
  const listed = withSame(shown.filter((one) => one.standing !== 'too few'))
  const clear = listed.filter(({ factor }) => factor.standing === 'clear' && !factor.decides)
  return {
    holding: clear.filter(({ factor }) => factor.holds === true),
    alone: clear.filter(({ factor }) => factor.holds !== true),
    unclear: listed.filter(({ factor }) => factor.standing === 'not clear' && !factor.decides),
    decides: listed.filter(({ factor }) => factor.decides),
    few: shown.filter((one) => one.standing === 'too few'),
  }
}

/** Factors of the same cases stand under the first of them. */
function withSame(factors: readonly DriverFactor[]): readonly Listed[] {
  const first = new Map<string, { factor: DriverFactor; same: DriverFactor[] }>()
  for (const factor of factors) {
    const known =
      first.get(factor.sameAs ?? factor.says) ??
      [...first.values()].find((one) => one.factor.sameAs !== null && one.factor.sameAs === factor.sameAs)
    if (known !== undefined && known.factor.with.n === factor.with.n) known.same.push(factor)
    else first.set(factor.says, { factor, same: [] })
  }
  return [...first.values()]
}
