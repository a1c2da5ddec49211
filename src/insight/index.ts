export { anomalies } from './anomalies/anomalies.ts'
export type { AnomalyKind } from './anomalies/kind.ts'
export type {
  CaseFilter,
  Dfg,
  Edge,
  Measure,
  Paths,
  Period,
  PropertySummary,
  Replay,
  Share,
  Spread,
  StepDetail,
  StepMeasure,
  Ties,
  Times,
  TransitionMeasure,
  Variant,
  Variants,
  Week,
} from './answers.ts'
export type { Behind, CaseList, CaseRow, CaseStory, StoryEvent } from './cases/answers.ts'
export { customerFacts } from './cases/customer.ts'
export { caseList, type Page } from './cases/list.ts'
export { properties } from './cases/properties.ts'
export { caseStory } from './cases/story.ts'
export { clusters } from './clusters/clusters.ts'
export type { CohortsAsked } from './cohorts/asked.ts'
export { cohorts } from './cohorts/cohorts.ts'
export type {
  Compare,
  CompareMetric,
  CompareSide,
  Difference,
  Mark,
  PathDifference,
  SideFigure,
  StepDifference,
  ToBe,
  ToBeStep,
  TransitionDifference,
} from './compare/answers.ts'
export { type CompareAsked, compare } from './compare/compare.ts'
export type {
  AlignedMove,
  AlignedVariant,
  Conformance,
  Coverage,
  Deviation,
  DeviationKind,
  SmallerJourney,
} from './conform/answers.ts'
export { type ConformanceAsked, conformance } from './conform/conformance.ts'
export { closedJourneys, type Opened, openJourneys } from './conform/open-journeys.ts'
export { type DiscoverAsked, discover } from './discover/discover.ts'
export { drivers, leastCases } from './drivers/drivers.ts'
export { driverTargets } from './drivers/targets.ts'
export { dfg } from './explore/dfg.ts'
export { type PathsAsked, paths } from './explore/paths.ts'
export { replay } from './explore/replay.ts'
export { times } from './explore/times.ts'
export { variants } from './explore/variants.ts'
export { expectedArrivals } from './forecast/expected.ts'
export { type EvaluateAsked, evaluateForecast } from './forecast/forecast.ts'
export type { Asking } from './forecast/remember.ts'
export { forecast, type StandingAsked } from './forecast/standing.ts'
export type { Friction, Frictions } from './friction/answers.ts'
export { friction } from './friction/friction.ts'
export { type FrictionKind, frictionKinds } from './friction/kinds.ts'
export { frictionReport, type ReportForm } from './friction/report.ts'
export { mapLens, namesLens, namesMap } from './lens.ts'
export { stepDetail } from './measure/detail.ts'
export { measure } from './measure/measure.ts'
export { weeks } from './measure/weeks.ts'
export type { QuestionProblem, QuestionProblemCode } from './problem.ts'
export type { Chart, ChartPoint, Shift, ShiftSide, Trend, TrendMetric, TrendUnit } from './trend/answers.ts'
export { type TrendAsked, trend } from './trend/trend.ts'
export { between } from './usual/between.ts'
export { eventuallyFollows } from './usual/follows.ts'
export { type FunnelAsked, funnel } from './usual/funnel.ts'
export { type JoinedPathsAsked, joinedPaths } from './usual/joined-paths.ts'
export type { FunnelOrder, UsualBehind } from './usual/kinds.ts'
export { type MatrixAsked, stepMatrix } from './usual/matrix.ts'
export type { Change, WhatIf } from './whatif/answers.ts'
export { whatIf } from './whatif/whatif.ts'
