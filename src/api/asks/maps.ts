import * as z from 'zod'
import { leastCases } from '../../insight/index.ts'
import { atMost, filter, mapText, oneOf, text } from './words.ts'

const kept = z.strictObject({
  text: mapText,
  note: z.string().max(1000).meta({ description: 'what changed' }).optional(),
})
const version = z.coerce
  .number()
  .int('is not a whole number')
  .positive()
  .max(2_147_483_647)
  .meta({ description: 'an earlier version' })

/** The maps that are kept, and each measured. */
export const mapAsks = {
  'GET /api/maps': { says: 'The maps that are kept', query: {} },
  'GET /api/maps/:map': {
    says: "A map's text, versions and findings; - stands for each event name as a step",
    query: { version: version.optional() },
  },
  'POST /api/maps': { says: 'Keeps a map', query: {}, body: kept },
  'PUT /api/maps/:map': { says: 'Keeps a new version of a map', query: {}, body: kept },
  'DELETE /api/maps/:map': { says: 'Hides a map; its versions stay', query: {} },
  'GET /api/maps/:map/measure': { says: 'The measured map', query: filter },
  'GET /api/maps/:map/steps/:step': {
    says: 'One step: times, where from and where to, its promise kept by week',
    query: filter,
  },
  'POST /api/measure': {
    says: 'A map that is not kept, measured',
    query: filter,
    body: z.strictObject({ text: mapText }),
  },
} as const

const id = z
  .string()
  .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, 'is not kebab-case: small letters, digits and single hyphens')
  .max(100)
  .meta({ description: "the draft's id" })
const drafted = {
  keep: text('the share of the events whose names become steps: 95% or 0.95; 100% makes one step of each event name'),
  title: text("the draft's title"),
  id: id.optional(),
  source: text('only events of this import: its file’s name'),
  transitions: z
    .enum(['usual', 'all', ''], { error: 'is neither usual nor all' })
    .meta({ description: 'all draws every transition that a case made' })
    .optional(),
}
export const discoverAsks = {
  'GET /api/discover': { says: 'A draft map that the events show, not kept', query: drafted },
  'POST /api/discover': { says: 'Drafts a map and keeps it', query: {}, body: z.strictObject(drafted) },
} as const

const journeys = z.strictObject({
  text: mapText,
  journeys: z.array(mapText).max(100).meta({ description: 'smaller journeys behind its steps' }).optional(),
})
const aligned = {
  ...filter,
  top: atMost(10_000, 20, 'how many variants that do not fit are listed, each with its alignment'),
  most: atMost(1_000_000, 50_000, 'how many variants are aligned, the most frequent first'),
  opened: text('1: smaller journeys behind steps are opened'),
}
export const conformanceAsks = {
  'GET /api/maps/:map/conformance': { says: 'How well cases fit the map, and their deviations', query: aligned },
  'POST /api/conformance': { says: 'The same of a map that is not kept', query: aligned, body: journeys },
} as const

const shifted = {
  ...filter,
  bucket: z
    .enum(['day', 'week'], { error: 'is neither day nor week' })
    .meta({ description: 'without it the answer chooses' })
    .optional(),
  charts: oneOf(['shifted', 'all', 'none'], 'those in which something shifts, all or none').optional(),
}
const aMap = z.strictObject({ text: mapText })
export const trendAsks = {
  'GET /api/maps/:map/trend': { says: 'Shifts of level, dated, with control charts', query: shifted },
  'POST /api/trend': { says: 'The same of a map that is not kept', query: shifted, body: aMap },
} as const

const driving = {
  ...filter,
  of: text('outcome, score, score:nps, late:STEP, dropped:STEP, reached:STEP, property:NAME=VALUE, property:NAME'),
  least: atMost(1_000_000, leastCases, 'cases with and without a factor below which it is too few'),
}
export const driverAsks = {
  'GET /api/maps/:map/drivers': { says: 'What goes with an outcome, a score, a late promise', query: driving },
  'POST /api/drivers': { says: 'The same of a map that is not kept', query: driving, body: aMap },
  'GET /api/maps/:map/drivers/targets': { says: 'What drivers can be asked of the map', query: {} },
} as const

const striking = {
  ...filter,
  evidence: atMost(100_000, 20, 'how many names of cases with each friction'),
  words: atMost(50, 0, "how many of their customers' words with each friction"),
}
export const frictionAsks = {
  'GET /api/maps/:map/friction': { says: 'What goes wrong, the dearest first', query: striking },
  'POST /api/friction': { says: 'The same of a map that is not kept', query: striking, body: aMap },
} as const

const sides = {
  ...filter,
  a: text('the cases on one side: a filter as JSON; {} is all'),
  b: text("the cases on the other; left out: those outside a's segment"),
  toBe: text('the id of a map whose promises and steps are held against side a'),
}
export const compareAsks = {
  'GET /api/maps/:map/compare': { says: 'Two sets of cases side by side', query: sides },
  'POST /api/compare': {
    says: 'The same over maps that are not kept',
    query: sides,
    body: z.strictObject({ text: mapText.optional(), toBe: mapText.optional() }),
  },
} as const
