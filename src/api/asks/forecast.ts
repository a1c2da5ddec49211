import * as z from 'zod'
import type { Change } from '../../insight/index.ts'
import { aMap, atMost, filter, json, needed, oneOf, onMap, text } from './words.ts'

const without = { without: text('attributes of events not to look at: a JSON list, or names parted by commas') }
const standing = {
  ...without,
  case: text('one case, by its key or its name'),
  step: text('those that stand at this step'),
  by: oneOf(['risk', 'promise'], 'the likeliest to end badly first, or to be late').default('risk'),
  limit: atMost(20_000, 50, 'how many cases are listed'),
}
const train = { train: text('the share of the cases that begin before the cut: 0.7 or 70%') }
const days = { days: atMost(60, 14, 'how many days to come') }

/** What is to come, and what would come of a change. */
export const forecastAsks = {
  'GET /api/forecast': {
    says: 'Every open case with what comes next, when, and how it ends',
    query: { ...onMap, ...standing },
  },
  'POST /api/forecast': {
    says: 'The same over a map that is not kept',
    query: { ...filter, ...standing },
    body: aMap,
  },
  'GET /api/forecast/evaluation': {
    says: 'How good forecasts would have been',
    query: { ...onMap, ...without, ...train },
  },
  'POST /api/forecast/evaluation': {
    says: 'The same over a map that is not kept',
    query: { ...filter, ...without, ...train },
    body: aMap,
  },
  'GET /api/forecast/arrivals': { says: 'Expected arrivals at each step, day by day', query: { ...onMap, ...days } },
  'POST /api/forecast/arrivals': {
    says: 'The same over a map that is not kept',
    query: { ...filter, ...days },
    body: aMap,
  },
} as const

const step = z.string().min(1)
const changeShape: z.ZodType<Change> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep'), step, goOn: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('remove'), step, goOn: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('shorten'),
    step,
    to: step.optional(),
    by: z.number().optional(),
    most: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('enlarge'), team: step, more: z.number(), of: z.number().optional() }),
])
const changes = json(
  z.array(changeShape).max(20, 'are more than 20 changes; ask about fewer at once'),
  'what is to be otherwise',
  '[{"kind":"keep","step":"decision"}]',
)
const simulated = {
  changes: changes.optional(),
  runs: atMost(200_000, 20_000, 'cases simulated, 1000 at least'),
  seed: atMost(999_999_999, 1, 'the seed of the simulation'),
  leaving: text('yes: changed waits change who leaves, as was seen together'),
  ticket: text('a word of the asker’s, under which GET /api/what-if/progress says how far it is'),
}
export const whatIfAsks = {
  'GET /api/what-if': { says: 'The journey simulated with changes', query: { ...onMap, ...simulated } },
  'POST /api/what-if': {
    says: 'The same over a map that is not kept',
    query: { ...filter, ...simulated },
    body: aMap,
  },
  'GET /api/what-if/progress': {
    says: 'How far a simulation is',
    query: { ticket: needed('the word that the question was given') },
  },
} as const
