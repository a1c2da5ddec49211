/**
 * What the server answers, route by route. The server's handlers and the page's requests are both typed by `Routes`, so
 * that neither can drift. Paths start with /api. Filters travel as `from`, `to`, `segment` (a predicate as JSON), `variant`.
 */

import type { Profile, Proposal } from '../event/index.ts'
import type {
  Dfg,
  Measure,
  Period,
  PropertySummary,
  Replay,
  Share,
  StepDetail,
  Times,
  Variants,
} from '../insight/answers.ts'
import type { Behind, CaseList, CaseStory } from '../insight/cases/answers.ts'
import type { MapDocument, Stage } from '../map/index.ts'
import type { Role } from './access/role.ts'
import type { AccessRoutes, Me, Member } from './contract/access.ts'
import type { CompareRoutes } from './contract/compare.ts'
import type { ConformanceRoutes } from './contract/conformance.ts'
import type { ConnectorRoutes, ConnectorState, ReadAgain } from './contract/connectors.ts'
import type { DoctorRoutes } from './contract/doctor.ts'
import type { DriverRoutes } from './contract/drivers.ts'
import type { ForecastRoutes } from './contract/forecast.ts'
import type { FrictionRoutes } from './contract/friction.ts'
import type { IdentityRoutes } from './contract/identities.ts'
import type { KeepingRoutes } from './contract/keeping.ts'
import type { PatternRoutes } from './contract/patterns.ts'
import type { FilterQuery, MapQuery } from './contract/query.ts'
import type { SavedSegment, SegmentRoutes } from './contract/segments.ts'
import type { TrendRoutes } from './contract/trend.ts'
import type { UsualRoutes } from './contract/usual.ts'
import type { WhatIfRoutes } from './contract/whatif.ts'
import type { Writer, WriterRoutes } from './contract/writers.ts'

export interface Routes
  extends ConformanceRoutes,
    TrendRoutes,
    WhatIfRoutes,
    DriverRoutes,
    FrictionRoutes,
    ForecastRoutes,
    CompareRoutes,
    UsualRoutes,
    SegmentRoutes,
    WriterRoutes,
    AccessRoutes,
    KeepingRoutes,
    ConnectorRoutes,
    DoctorRoutes,
    IdentityRoutes,
    PatternRoutes {
  'GET /api/status': { query: object; answer: Status }
  /** how far the putting in order is that questions are waiting for, 0..1; null: none */
  'GET /api/progress': {
    query: object
    answer: {
      building: number | null /** a long question under way, and how much of it is done */
      working: { says: string; done: number } | null
    }
  }
  'GET /api/journeys': { query: object; answer: JourneyIndex }
  /** properties that a segment can be made of */
  'GET /api/properties': { query: object; answer: { properties: PropertySummary[] } }
  'GET /api/maps': { query: object; answer: { maps: { id: string; version: number; at: string }[] } }
  'GET /api/maps/:map': { query: { version?: string }; answer: MapAnswer }
  'POST /api/maps': { query: object; body: { text: string; note?: string }; answer: { id: string; version: number } }
  'PUT /api/maps/:map': {
    query: object
    body: { text: string; note?: string }
    answer: { id: string; version: number }
  }
  'DELETE /api/maps/:map': { query: object; answer: { id: string } }
  'GET /api/maps/:map/measure': { query: FilterQuery; answer: Measure }
  'GET /api/maps/:map/steps/:step': { query: FilterQuery; answer: StepDetail }
  /** behind: JSON of Behind */
  'GET /api/cases': {
    query: MapQuery & {
      behind?: string
      limit?: string
      offset?: string /** started, ended, steps, took; - before it: largest first */
      sort?: string
    }
    answer: CaseList
  }
  'GET /api/cases/:key': { query: { map?: string }; answer: CaseStory }
  'GET /api/explore/dfg': { query: MapQuery; answer: Dfg }
  'GET /api/explore/variants': { query: MapQuery & { top?: string }; answer: Variants }
  'GET /api/explore/times': { query: MapQuery; answer: Times }
  'GET /api/replay': { query: MapQuery & { cases?: string }; answer: Replay }
  /** a draft, not kept */
  'GET /api/discover': { query: DiscoverQuery; answer: { text: string; map: MapDocument } }
  /** a map that is not kept, measured */
  'POST /api/measure': { query: FilterQuery; body: { text: string }; answer: Measure }
  'GET /api/sources': { query: object; answer: { sources: SourceSummary[] } }
  'POST /api/discover': { query: object; body: DiscoverQuery; answer: { id: string; version: number } }
  /** the file is the request's body; ?name= is its name. Nothing is kept in the store before start. */
  'POST /api/imports': { query: { name: string }; body: Blob; answer: ImportState }
  'GET /api/imports/:import': { query: object; answer: ImportState }
  /** strict: the first bad row ends the import, and nothing of the file is kept */
  'POST /api/imports/:import/start': {
    query: object
    body: { profile: Profile; strict?: boolean /** first takes out what the file brought before */; replace?: boolean }
    answer: ImportState
  }
  'POST /api/imports/:import/propose': { query: object; body: { profile: Profile }; answer: ImportState }
  'DELETE /api/imports/:import': { query: object; answer: ImportState }
  'GET /api/views': { query: object; answer: { views: SavedView[] } }
  'POST /api/views': { query: object; body: { title: string; url: string }; answer: SavedView }
  'DELETE /api/views/:view': { query: object; answer: { id: string } }
  'GET /api/settings': { query: object; answer: { settings: Record<string, unknown> } }
  'PUT /api/settings/:setting': {
    query: object
    body: { value: unknown }
    answer: { settings: Record<string, unknown> }
  }
}
/** Streams (text/event-stream): GET /api/live sends {kind:'changed', events, moved} as soon as events are in, at most four times a second;
 *  GET /api/imports/:import/progress sends ImportState. GET /api/imports/:import/refused.csv downloads the refusals. */

export type { Me, Member, Role }

export interface DiscoverQuery {
  keep?: string
  title?: string
  id?: string
  source?: string
  /** usual or all; absent: all with every name kept, else usual */
  transitions?: string
}
export interface SourceSummary {
  name: string
  events: number
}
export interface Status {
  version: string
  /** the name of the simulated company, where events are simulated */
  simulated: string | null
  events: number
  /** null where no event names a customer of its own: then there are cases, of nobody knows whom */
  customers: number | null
  cases: number
  period: Period | null
  /** events that arrived in the last minute; null when nothing feeds the store */
  live: { lastMinute: number } | null
}

export interface JourneyIndex {
  journeys: JourneyCard[]
  /** per stage with no journey, or with a step nobody measures: a sentence that says what is missing */
  blindSpots: BlindSpot[]
  /** names of events that no map's step matches */
  unmapped: { events: number; names: { name: string; count: number }[] }
}
export interface BlindSpot {
  stage: Stage
  says: string
  /** where it can be mended: a map, and its first step that no event shows; absent where no map draws the stage */
  at?: { map: string; step: string }
}
export interface JourneyCard {
  id: string
  title: string
  state: 'as-is' | 'to-be'
  /** nobody has made it theirs yet: its promises are proposals from what was observed */
  draft: boolean
  version: number
  simulated: boolean
  sponsor: string | null
  /** stages of its phases, in order; the first is where the index shows it */
  stages: Stage[]
  steps: number
  stepsMeasured: number
  /** the steps that no event shows, in order; empty where it could not be measured */
  unseen: { step: string; title: string; stage: Stage | null }[]
  cases: number
  promise: Share | null
  outcome: Share | null
  /** cases begun by week, the last 26, oldest first, and share of promises kept in that week */
  weeks: { week: string; cases: number; kept: number | null }[]
  /** why it could not be measured */
  failed: string | null
}
export interface MapAnswer {
  id: string
  version: number
  versions: { version: number; at: string; note: string | null }[]
  text: string
  map: MapDocument
  findings: {
    rule: string
    severity: 'error' | 'warning' | 'info'
    at: string
    line: number
    says: string
    remedy: string
  }[]
}
export interface SavedView {
  id: string
  title: string
  url: string
  at: string
}

export interface ImportState {
  id: string
  file: string
  bytes: number
  phase: 'proposed' | 'reading' | 'storing' | 'done' | 'failed' | 'cancelled'
  proposal: Proposal
  read: number
  written: number
  duplicates: number
  refused: number
  /** events that this very file had brought before; more than `duplicates`: it was read another way then */
  earlier: number
  /** the first refusals; the whole list is refused.csv */
  refusals: { file: string; line: number; field: string; value: string; reason: string }[]
  /** share of the file's bytes read, 0..1 */
  progress: number
  seconds: number
  error: Problem | null
}

/** Every failure's body, RFC 9457. `code` is one of a closed list. */
export interface Problem {
  /** urn:throughline:problem:CODE */
  type: string
  /** urn:uuid: and the number of the request, which the server's log names too */
  instance?: string
  code: string
  title: string
  detail: string
  remedy: string
  status: number /** one entry a finding, e.g. of a map's text: line, column, says, remedy */
  problems?: unknown[]
}
export type {
  Behind,
  ConnectorState,
  FilterQuery,
  MapDocument,
  MapQuery,
  Period,
  Profile,
  Proposal,
  ReadAgain,
  SavedSegment,
  Share,
  Writer,
}
