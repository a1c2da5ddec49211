/** The map document of DESIGN 5 as TypeScript sees it after parsing. The zod schema in `schema.ts` infers to these. */
import type { Predicate } from '../match/index.ts'

export const stages = ['need', 'buy', 'own', 'advocate'] as const
export type Stage = (typeof stages)[number]

export interface MapDocument {
  readonly throughline: 'map/1'
  readonly id: string
  readonly title: string
  readonly state: 'as-is' | 'to-be'
  /** nobody has made it theirs yet: what a machine drafted is judged as a draft until this line is taken out */
  readonly draft?: boolean
  /** true where the events behind the map are simulated; every screen says so */
  readonly simulated?: boolean
  readonly personas?: readonly Persona[]
  readonly segment?: Predicate
  readonly programme?: Programme
  readonly case?: CaseRule
  readonly outcome?: Outcome
  readonly teams?: readonly Named[]
  readonly systems?: readonly Named[]
  readonly partners?: readonly Named[]
  readonly phases: readonly Phase[]
}
export interface Named {
  readonly id: string
  readonly title: string
}
export interface Persona {
  readonly id: string
  readonly title: string
  readonly goals?: readonly string[]
  readonly context?: string
}
export interface Programme {
  readonly sponsor?: string
  readonly goal?: string
  readonly reviewed?: string
  readonly participants?: readonly string[]
}
export interface CaseRule {
  /** `customer`: a customer is one case; any other word names what the event's case is (its customer where it has none) */
  readonly by?: string
  /** only events of these imported files make cases: a store may hold logs of several journeys with names in common */
  readonly from?: readonly string[]
  readonly ends?: { readonly step?: readonly string[]; readonly quiet?: string }
}
export interface Outcome {
  readonly good?: readonly string[]
  readonly bad?: readonly string[]
  readonly value?: string
}
export interface Phase {
  readonly id: string
  readonly title: string
  readonly stage?: Stage
  readonly steps: readonly Step[]
}
export interface Step {
  readonly id: string
  readonly title: string
  readonly match?: Predicate
  readonly journey?: string
  readonly initiator?: string
  readonly receiver?: string
  readonly channel?: string
  readonly team?: string
  readonly systems?: readonly string[]
  readonly partners?: readonly string[]
  readonly does?: string
  readonly thinks?: string
  readonly expects?: string
  readonly feels?: { readonly valence: number; readonly words?: readonly string[] }
  readonly backstage?: readonly { readonly team?: string; readonly does: string; readonly system?: string }[]
  readonly promise?: StepPromise
  readonly evidence?: readonly Evidence[]
  readonly pains?: readonly string[]
  readonly opportunities?: readonly string[]
  readonly moment?: boolean
  /** where the way forks; [] ends it; absent: the following step */
  readonly next?: readonly string[]
  /** the way may begin here too, and not only at the map's first step */
  readonly starts?: boolean
  /** the way may end here, though it also leads on */
  readonly ends?: boolean
}
export interface StepPromise {
  /** the step(s) promised; absent: whichever comes next */
  readonly next?: string | readonly string[]
  readonly within?: string
  readonly score?: { readonly kind: 'nps' | 'csat' | 'ces'; readonly atLeast: number }
  readonly contacts?: number
}
/** How a cell is known: assumed; heard (n people said so); measured (n cases show it). */
export interface Evidence {
  readonly kind: string
  readonly grade?: 'assumed' | 'heard' | 'measured'
  readonly at?: string
  readonly says?: string
  readonly n?: number
}
