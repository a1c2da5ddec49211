import * as z from 'zod'

/** A value of an event's field or property; compared as text, the ordering operators compare as numbers (SPEC P2, P3). */
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'expects a text, a number, true or false' })
export type Value = z.infer<typeof scalar>

/** What each operator is given. */
export type Givens = {
  readonly in: readonly Value[]
  readonly not: Value
  readonly gte: number
  readonly gt: number
  readonly lte: number
  readonly lt: number
  readonly exists: boolean
  readonly contains: string
}
export type Operators = Partial<Givens>

const operators: z.ZodType<Operators> = z
  .strictObject({
    in: z.array(scalar).min(1, 'lists no value; give at least one').readonly().exactOptional(),
    not: scalar.exactOptional(),
    gte: z.number().exactOptional(),
    gt: z.number().exactOptional(),
    lte: z.number().exactOptional(),
    lt: z.number().exactOptional(),
    exists: z.boolean().exactOptional(),
    contains: z.string().exactOptional(),
  })
  .readonly()
  .refine((given) => Object.keys(given).length > 0, {
    error: 'compares with nothing; give a value, or in, not, gte, gt, lte, lt, exists or contains',
    abort: true,
  })

/** A value that must be equal, or operators that must all hold. */
const comparison = z.union([scalar, operators])
export type Comparison = z.infer<typeof comparison>

/**
 * Which events are a step, which customers a segment, which way a branch goes (DESIGN 5).
 * `where` names an event's own field (SPEC P4) or else a property; `properties.<name>` is always a property.
 */
export type Predicate =
  | EventPredicate
  | { readonly trait: string; readonly is: Comparison }
  | { readonly tag: string }
  | { readonly step: string; readonly within?: string }
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }

export type EventPredicate = {
  readonly event?: string | readonly string[]
  readonly where?: Readonly<Record<string, Comparison>>
}

const name = z.string().min(1, 'is empty; name one')
const names = z.union([name, z.array(name).min(1, 'lists no event; name at least one').readonly()])
const parts = z
  .array(z.lazy(() => predicate))
  .min(1, 'joins nothing; give at least one condition')
  .readonly()

/** A property's name. YAML reads a key only up to 1,024 characters, so a longer one could not be printed again. */
const key = z.string().min(1, 'is empty; name a field or a property').max(200, 'is longer than 200 characters')

export const predicate: z.ZodType<Predicate> = z.union([
  z
    .strictObject({ event: names.exactOptional(), where: z.record(key, comparison).readonly().exactOptional() })
    .readonly()
    .refine((given) => Object.keys(given).length > 0, {
      error: 'asks nothing; name an event, or say where',
      abort: true,
    }),
  z.strictObject({ trait: name, is: comparison }).readonly(),
  z.strictObject({ tag: name }).readonly(),
  z.strictObject({ step: name, within: z.string().exactOptional() }).readonly(),
  z.strictObject({ all: parts }).readonly(),
  z.strictObject({ any: parts }).readonly(),
  z.strictObject({ not: z.lazy(() => predicate) }).readonly(),
])
