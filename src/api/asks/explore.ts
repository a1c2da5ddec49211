import * as z from 'zod'
import { anomalyKind } from './behind.ts'
import { atMost, json, maybe, needed, oneOf, onMap, text } from './words.ts'

const groupShape = z.record(z.string().min(1), z.array(z.string()).min(1), {
  error: 'does not name groups of steps',
})
const groups = json(
  groupShape,
  'lists of steps by name, each shown as one step of that name',
  '{"Papers":["papers-asked","papers-sent"]}',
).optional()
const after = text('the step to look after; one of after and before')
const before = text('the step to look before')

/** Questions of a map, or of the event names. */
export const exploreAsks = {
  'GET /api/explore/dfg': { says: 'Steps and the transitions between them', query: onMap },
  'GET /api/explore/variants': {
    says: 'The most frequent variants',
    query: { ...onMap, top: atMost(100_000, 50, 'how many') },
  },
  'GET /api/explore/times': { says: 'How long each transition takes', query: onMap },
  'GET /api/replay': {
    says: 'Traces to move along the process map',
    query: { ...onMap, cases: atMost(20_000, 500, 'how many') },
  },
  'GET /api/explore/paths': {
    says: 'The most frequent paths after or before a step',
    query: { ...onMap, groups, after, before, length: atMost(100, 5, 'steps'), top: atMost(10_000, 50, 'how many') },
  },
  'GET /api/explore/funnel': {
    says: 'How many cases reach each of some steps',
    query: {
      ...onMap,
      steps: needed('the steps in order: A,B,C, or a JSON list where a name holds a comma'),
      within: text('from the first to the last: 7 days, PT12H'),
      order: oneOf(['ordered', 'strict', 'any'], 'ordered: others may lie between').default('ordered'),
      by: text('a property by whose values it is split'),
    },
  },
  'GET /api/explore/joined-paths': {
    says: 'Paths joined from place to place, after or before a step',
    query: {
      ...onMap,
      groups,
      after,
      before,
      length: atMost(20, 4, 'places'),
      keep: maybe(65_535, 'how many steps keep their own name; all where absent'),
    },
  },
  'GET /api/explore/matrix': {
    says: 'Cases by place and step',
    query: { ...onMap, length: atMost(100, 12, 'places'), around: text('the step that stands at place 0') },
  },
  'GET /api/explore/eventually-follows': {
    says: 'Every ordered pair of visits of a case, by their steps',
    query: onMap,
  },
  'GET /api/explore/between': {
    says: 'How long from one step to another, whatever lies between',
    query: { ...onMap, first: needed('the first step'), second: needed('the later step') },
  },
  'GET /api/explore/cohorts': {
    says: 'Who began together, and who came back or reached a step',
    query: {
      ...onMap,
      of: text('cases (the ordinary) or customers'),
      by: text('day, week (the ordinary), month, or the name of a field, property or trait'),
      start: text('cohorts begin with the first visit to this step'),
      reach: text('counted are those that reached this step; without it, those that came back'),
      period: text('day, week (the ordinary) or month'),
      periods: atMost(60, 12, 'how many'),
    },
  },
  'GET /api/explore/clusters': {
    says: 'Groups of journeys that are alike',
    query: { ...onMap, clusters: maybe(1000, 'how many; without it as many as lie best apart') },
  },
  'GET /api/explore/anomalies': {
    says: 'Cases unlike the others, each with why',
    query: {
      ...onMap,
      kind: anomalyKind.meta({ description: 'only cases with a reason of this kind' }).optional(),
      limit: atMost(1000, 50, 'how many'),
    },
  },
} as const
