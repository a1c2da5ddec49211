/** The shape of a map document. What a shape cannot say, such as references and durations, is in `references.ts` and `values.ts`. */
import * as z from 'zod'
import { predicate } from '../match/index.ts'
import { type MapDocument, stages } from './document.ts'

const text = z.string()
const titled = z.string().min(1, 'is empty; give a title')
const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not kebab-case; use small letters, digits and single hyphens, as in papers-received',
  )
  .max(100, 'is longer than 100 characters; shorten it')
const date = z.iso.date('is not a date; write it as 2026-10-01')
const texts = z.array(text).readonly()
const ids = z.array(id).readonly()
const oneOrMoreIds = z.union([id, ids])

const named = z.strictObject({ id, title: titled }).readonly()
const persona = z
  .strictObject({ id, title: titled, goals: texts.exactOptional(), context: text.exactOptional() })
  .readonly()

const programme = z
  .strictObject({
    sponsor: text.exactOptional(),
    goal: text.exactOptional(),
    reviewed: date.exactOptional(),
    participants: texts.exactOptional(),
  })
  .readonly()

const caseRule = z
  .strictObject({
    by: titled.exactOptional(),
    from: texts.exactOptional(),
    ends: z.strictObject({ step: ids.exactOptional(), quiet: text.exactOptional() }).readonly().exactOptional(),
  })
  .readonly()

const outcome = z
  .strictObject({
    good: ids.exactOptional(),
    bad: ids.exactOptional(),
    value: z
      .string()
      .regex(/^\d+(\.\d+)? [A-Z]{3}$/, 'is not an amount with its currency; write it as 1200 EUR')
      .exactOptional(),
  })
  .readonly()

const backstage = z.strictObject({ team: id.exactOptional(), does: text, system: id.exactOptional() }).readonly()

const promise = z
  .strictObject({
    next: oneOrMoreIds.exactOptional(),
    within: text.exactOptional(),
    score: z
      .strictObject({ kind: z.enum(['nps', 'csat', 'ces']), atLeast: z.number() })
      .readonly()
      .exactOptional(),
    contacts: z.int().min(1, 'is less than one; a promise counts from one contact').exactOptional(),
  })
  .readonly()

const evidence = z
  .strictObject({
    kind: titled,
    grade: z.enum(['assumed', 'heard', 'measured']).exactOptional(),
    at: date.exactOptional(),
    says: text.exactOptional(),
    n: z.int().min(0, 'is negative; count from 0').exactOptional(),
  })
  .readonly()

const valence = z
  .number()
  .min(-2, 'is below -2; valence goes from -2 to 2')
  .max(2, 'is above 2; valence goes from -2 to 2')

const step = z
  .strictObject({
    id,
    title: titled,
    match: predicate.exactOptional(),
    journey: id.exactOptional(),
    initiator: id.exactOptional(),
    receiver: id.exactOptional(),
    channel: text.exactOptional(),
    team: id.exactOptional(),
    systems: ids.exactOptional(),
    partners: ids.exactOptional(),
    does: text.exactOptional(),
    thinks: text.exactOptional(),
    expects: text.exactOptional(),
    feels: z.strictObject({ valence, words: texts.exactOptional() }).readonly().exactOptional(),
    backstage: z.array(backstage).readonly().exactOptional(),
    promise: promise.exactOptional(),
    evidence: z.array(evidence).readonly().exactOptional(),
    pains: texts.exactOptional(),
    opportunities: texts.exactOptional(),
    moment: z.boolean().exactOptional(),
    next: ids.exactOptional(),
    starts: z.boolean().exactOptional(),
    ends: z.boolean().exactOptional(),
  })
  .readonly()

const phase = z
  .strictObject({
    id,
    stage: z.enum(stages).exactOptional(),
    title: titled,
    steps: z
      .array(step)
      .min(1, 'holds no step; a phase has at least one')
      .max(1000, 'holds more than 1000 steps; draw smaller journeys')
      .readonly(),
  })
  .readonly()

const optionalNames = z.array(named).readonly().exactOptional()

export const shape = z
  .strictObject({
    throughline: z.literal('map/1', 'is not map/1; this version reads maps that begin with "throughline: map/1"'),
    id,
    title: titled,
    state: z.enum(['as-is', 'to-be'], 'is neither as-is nor to-be; say which of the two the map draws'),
    draft: z.boolean().exactOptional(),
    simulated: z.boolean().exactOptional(),
    personas: z.array(persona).readonly().exactOptional(),
    segment: predicate.exactOptional(),
    programme: programme.exactOptional(),
    case: caseRule.exactOptional(),
    outcome: outcome.exactOptional(),
    teams: optionalNames,
    systems: optionalNames,
    partners: optionalNames,
    phases: z
      .array(phase)
      .min(1, 'holds no phase; a map has at least one')
      .max(100, 'holds more than 100 phases; draw smaller journeys')
      .readonly(),
  })
  .readonly()

export const mapDocument: z.ZodType<MapDocument> = shape
