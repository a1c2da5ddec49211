import type { BlindSpot, JourneyCard, JourneyIndex } from '../../api/contract.ts'
import type { Share } from '../../insight/answers.ts'
import type { Stage } from '../../map/index.ts'

export const stageTitles = { need: 'Need', buy: 'Buy', own: 'Own', advocate: 'Advocate' } satisfies Record<
  Stage,
  string
>
/** Written here and not taken from the map room, whose schema would come along into the first load. */
export const stageOrder: readonly Stage[] = ['need', 'buy', 'own', 'advocate']

export interface StageShelf {
  /** null: journeys whose phases name no stage */
  stage: Stage | null
  cards: JourneyCard[]
  blindSpots: BlindSpot[]
  /** journeys that begin in another stage and come through this one */
  through: JourneyCard[]
}

/**
 * Every stage has its shelf, also an empty one: that nobody drew anything there is itself a finding. Journeys without a
 * stage come first while there is nothing else, so that what is here is seen before what is missing.
 */
export function byStage({ journeys, blindSpots }: Pick<JourneyIndex, 'journeys' | 'blindSpots'>): StageShelf[] {
  const shelves: StageShelf[] = stageOrder.map((stage) => ({
    stage,
    cards: journeys.filter(({ stages: [first] }) => first === stage),
    blindSpots: blindSpots.filter((spot) => spot.stage === stage),
    through: journeys.filter(({ stages: [first, ...later] }) => first !== stage && later.includes(stage)),
  }))
  const cards = journeys.filter(({ stages }) => stages.length === 0)
  if (cards.length === 0) return shelves
  const unplaced: StageShelf = { stage: null, cards, blindSpots: [], through: [] }
  return cards.length === journeys.length ? [unplaced, ...shelves] : [...shelves, unplaced]
}

/** Stages of which nothing is known but that they are missing: they share one row, a shelf each would be mostly empty. */
export function isOnlyMissing({ cards, through }: StageShelf): boolean {
  return cards.length === 0 && through.length === 0
}

/** The worst first: what cannot be measured, then the least kept promise, then what makes none. */
export function byHealth(journeys: readonly JourneyCard[]): JourneyCard[] {
  const rank = ({ failed, draft, promise }: JourneyCard) => (failed ? -1 : ((draft ? null : promise?.share) ?? 2))
  return [...journeys].sort((a, b) => rank(a) - rank(b) || b.cases - a.cases)
}

export function sponsorsOf(journeys: readonly JourneyCard[]): string[] {
  return [...new Set(journeys.map(({ sponsor }) => sponsor).filter((one) => one !== null))].sort()
}

/** All promises of all as-is journeys together, with Wilson's interval; null where none is decided. A draft's are proposals, and not counted. */
export function promiseOverall(journeys: readonly JourneyCard[]): Share | null {
  const shares = journeys.filter(({ state, draft }) => state === 'as-is' && !draft).map(({ promise }) => promise)
  const known = shares.filter((one) => one !== null)
  const n = known.reduce((sum, one) => sum + one.n, 0)
  if (n === 0) return null
  return wilson(
    known.reduce((sum, one) => sum + Math.round((one.share ?? 0) * one.n), 0),
    n,
  )
}

/** Wilson's 95 % interval of k in n. */
export function wilson(k: number, n: number): Share {
  if (n === 0) return { share: null, n, low: null, high: null }
  const z = 1.959964
  const share = k / n
  const scale = 1 + (z * z) / n
  const middle = (share + (z * z) / (2 * n)) / scale
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale
  return { share, n, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
