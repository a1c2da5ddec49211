import type { Evidence, Step } from '../../../map/index.ts'
import type { LaneLens } from '../lens.ts'

export const laneIds = [
  'flow',
  'time',
  'drop',
  'repeats',
  'emotion',
  'words',
  'channels',
  'teams',
  'systems',
  'frontstage',
  'backstage',
  'grade',
  'does',
  'thinks',
  'expects',
  'promise',
  'pains',
  'opportunities',
] as const
export type LaneId = (typeof laneIds)[number]
/** A lane that an overlay brings; the name begins so that it is nobody else's. */
export type OverlayLaneId = `show-${string}`
export type AnyLaneId = LaneId | OverlayLaneId

export function isOverlayLane(lane: AnyLaneId): lane is OverlayLaneId {
  return lane.startsWith('show-')
}

export interface LaneDefinition {
  readonly title: string
  /** what the lane's figures or words are, in faint type under its title */
  readonly unit: string
  /** whether a step has something in this lane; measured lanes are filled wherever a step can be matched */
  readonly fills: (step: Step) => boolean
  /** said in a fold that no step fills */
  readonly empty: string
}

/** What customers were heard to say; what events show is known, but nobody's words. */
export function wordsOf(step: Step): readonly Evidence[] {
  return (step.evidence ?? []).filter((one) => one.says !== undefined && one.grade !== 'measured')
}

export const lanes = {
  flow: {
    title: 'Flow',
    unit: 'cases, width to scale',
    fills: (step) => step.match !== undefined,
    empty: 'no step has a match, so events cannot show who comes by',
  },
  time: {
    title: 'Time to next',
    unit: 'median; promise',
    fills: (step) => step.match !== undefined,
    empty: 'no step has a match, so events cannot show times',
  },
  drop: {
    title: 'Drop-off',
    unit: 'share of cases, 95 %',
    fills: (step) => step.match !== undefined,
    empty: 'no step has a match, so events cannot show who leaves',
  },
  repeats: {
    title: 'Repeats',
    unit: 'share of cases, 95 %',
    fills: (step) => step.match !== undefined,
    empty: 'no step has a match, so events cannot show repeats',
  },
  emotion: {
    title: 'Emotion',
    unit: '−2 to +2, dashes: assumed',
    fills: (step) => step.feels !== undefined,
    empty: 'no step says how customers feel',
  },
  words: {
    title: 'In their words',
    unit: 'evidence',
    fills: (step) => wordsOf(step).length > 0,
    empty: 'nobody asked anywhere on this map',
  },
  channels: {
    title: 'Channels',
    unit: '',
    fills: (step) => step.channel !== undefined,
    empty: 'no step names a channel',
  },
  teams: {
    title: 'Teams',
    unit: 'marks: hand-offs, median',
    fills: (step) => step.team !== undefined,
    empty: 'no step names the team that delivers it',
  },
  systems: {
    title: 'Systems, partners',
    unit: '',
    fills: (step) => [step.systems, step.partners].some((some) => (some ?? []).length > 0),
    empty: 'no step names a system or a partner',
  },
  frontstage: {
    title: 'Frontstage',
    unit: 'who meets whom',
    fills: (step) => step.initiator !== undefined || step.receiver !== undefined,
    empty: 'no step says who meets whom',
  },
  backstage: {
    title: 'Backstage',
    unit: 'work unseen',
    fills: (step) => (step.backstage ?? []).length > 0,
    empty: 'no step names work behind the stage',
  },
  grade: {
    title: 'Evidence',
    unit: 'how it is known',
    fills: (step) => (step.evidence ?? []).length > 0,
    empty: 'no step names its evidence',
  },
  does: {
    title: 'Does',
    unit: 'the customer',
    fills: (step) => step.does !== undefined,
    empty: 'no step says what the customer does',
  },
  thinks: {
    title: 'Thinks',
    unit: 'the customer',
    fills: (step) => step.thinks !== undefined,
    empty: 'no step says what the customer thinks',
  },
  expects: {
    title: 'Expects',
    unit: 'the customer',
    fills: (step) => step.expects !== undefined,
    empty: 'no step says what the customer expects',
  },
  promise: {
    title: 'Promise',
    unit: 'what they may expect',
    fills: (step) => step.promise !== undefined,
    empty: 'no step makes a promise',
  },
  pains: { title: 'Pains', unit: '', fills: (step) => (step.pains ?? []).length > 0, empty: 'no step names a pain' },
  opportunities: {
    title: 'Opportunities',
    unit: '',
    fills: (step) => (step.opportunities ?? []).length > 0,
    empty: 'no step names an opportunity',
  },
} satisfies Record<LaneId, LaneDefinition>

/** The lanes a lens is about, in the order it shows them; every other lane follows, folded. */
export const lensLanes = {
  measure: [
    'flow',
    'time',
    'drop',
    'repeats',
    'emotion',
    'words',
    'channels',
    'teams',
    'systems',
    'frontstage',
    'backstage',
    'grade',
  ],
  draw: [
    'does',
    'thinks',
    'expects',
    'emotion',
    'words',
    'pains',
    'opportunities',
    'promise',
    'channels',
    'teams',
    'systems',
    'frontstage',
    'backstage',
    'grade',
  ],
} as const satisfies Record<LaneLens, readonly LaneId[]>
