export type {
  Behind,
  CaseFilter,
  CaseList,
  CaseRow,
  CaseStory,
  Dfg,
  Edge,
  Funnel,
  Measure,
  Paths,
  Period,
  Replay,
  Share,
  Spread,
  StepDetail,
  StepMeasure,
  StoryEvent,
  Ties,
  Times,
  TransitionMeasure,
  Variant,
  Variants,
} from './answers.ts'
export { type DiscoverAsked, discover } from './discover/discover.ts'
export { parseKeep } from './discover/keep.ts'
export { dfg } from './explore/dfg.ts'
export { type FunnelAsked, funnel } from './explore/funnel.ts'
export { type PathsAsked, paths } from './explore/paths.ts'
export { replay } from './explore/replay.ts'
export { times } from './explore/times.ts'
export { variants } from './explore/variants.ts'
export { wilson } from './interval.ts'
export { mapLens, namesLens } from './lens.ts'
export { measure } from './measure/measure.ts'
export { QuestionProblem, type QuestionProblemCode } from './problem.ts'
