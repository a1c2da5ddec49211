import type { Paths } from '../../insight/answers.ts'
import type { Between, EventuallyFollows, Funnel, JoinedPaths, StepMatrix } from '../../insight/usual/answers.ts'
import type { MapQuery } from './query.ts'

/** `groups`: a JSON object of names to lists of steps, each list shown as one step of that name. */
export interface GroupQuery {
  groups?: string
}

/** The usual questions: funnel, paths, joinedPaths, step matrix, eventually follows, the time between two steps; and segments by name. */
export interface UsualRoutes {
  /** one of `after` and `before` */
  'GET /api/explore/paths': {
    query: MapQuery & GroupQuery & { after?: string; before?: string; length?: string; top?: string }
    answer: Paths
  }
  /** `order`: ordered (usual), strict or any; `by`: a property */
  'GET /api/explore/funnel': {
    query: MapQuery & { steps: string; within?: string; order?: string; by?: string }
    answer: Funnel
  }
  /** one of `after` and `before`; `keep`: how many steps keep their own name, all where absent */
  'GET /api/explore/joined-paths': {
    query: MapQuery & GroupQuery & { after?: string; before?: string; length?: string; keep?: string }
    answer: JoinedPaths
  }
  'GET /api/explore/matrix': { query: MapQuery & { length?: string; around?: string }; answer: StepMatrix }
  'GET /api/explore/eventually-follows': { query: MapQuery; answer: EventuallyFollows }
  'GET /api/explore/between': { query: MapQuery & { first: string; second: string }; answer: Between }
}
