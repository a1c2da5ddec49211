import * as z from 'zod'
import { parsePredicate, predicate } from '../../match/index.ts'

/** What an address can say, from which every route's question is put together. Empty is as if it were not there. */
export const text = (says: string) => z.string().meta({ description: says }).optional()
export const needed = (says: string) => z.string({ error: `is missing: ${says}` }).meta({ description: says })

/** A whole number; more than the most is as the most. */
export const atMost = (most: number, otherwise: number, says: string) =>
  count(most)
    .meta({ ...whole(most, says), default: otherwise })
    .default(otherwise)
export const maybe = (most: number, says: string) => count(most).meta(whole(most, says)).optional()

function count(most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `is not a whole number from 0 to ${most}`)
    .transform((value) => Math.min(Number(value), most))
}

function whole(most: number, says: string) {
  return { description: `${says}; more than ${most} is ${most}`, whole: true }
}

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, says: string) =>
  z.enum(values, { error: `is none of ${values.join(', ')}` }).meta({ description: says })

/** A value written as JSON, of which every part is described. */
export const json = <Shape extends z.ZodType>(shape: Shape, says: string, example: string) =>
  z
    .string()
    .transform((given, context): unknown => {
      try {
        return JSON.parse(given)
      } catch {
        context.issues.push({ code: 'custom', input: given, message: `is not JSON; for example ${example}` })
        return z.NEVER
      }
    })
    .pipe(shape)
    .meta({ description: says, json: shape, written: example })

/** A day, or an instant with its zone: a time without one would be another in each place where a server stands. */
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/, {
    error: 'is not a day (2026-09-30) or an instant with its zone (2026-09-30T12:00:00Z)',
    abort: true,
  })
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is not a day of the calendar')

const segment = z
  .string()
  .transform((given, context) => {
    const parsed = parsePredicate(jsonOf(given))
    if (parsed.ok) return parsed.predicate
    const says = parsed.issues.map((issue) => `${issue.path.join('.')} ${issue.says}`.trim()).join('; ')
    context.issues.push({
      code: 'custom',
      input: given,
      message: `says no cases: ${says}. Give a predicate as in a map's segment, for example {"where":{"channel":"web"}}`,
    })
    return z.NEVER
  })
  .meta({
    description: "only cases for which it holds: a predicate, as in a map's segment",
    json: predicate,
    written: '{"where":{"channel":"web"}}',
  })

/** Undefined where it is no JSON: whoever checks it says so. */
function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

/** Which cases a question speaks of. */
export const filter = {
  from: instant
    .meta({ description: 'only cases that begin at or after: a day, or an instant with its zone' })
    .optional(),
  to: instant.meta({ description: 'only cases that begin before' }).optional(),
  segment: segment.optional(),
  variant: z
    .string()
    .regex(/^[0-9a-f]{16}$/, "is not a variant's id (16 hex digits)")
    .meta({ description: 'only cases of this variant' })
    .optional(),
  source: text('only cases with events from this import: its file’s name'),
}
export const onMap = { ...filter, map: text('the id of a map; without one each event name is a step') }

const mapText = z.string().meta({ description: "a map's text (throughline: map/1)" })
export const aMap = z.strictObject({ text: mapText })
export { mapText }
