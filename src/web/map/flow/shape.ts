/** What the flow is drawn from, and the shape it is drawn as. */
export interface FlowStep {
  readonly id: string
  readonly cases: number
  /** null where the way ends here, so that nobody can drop out */
  readonly dropped: number | null
}
export interface FlowWay {
  readonly from: string
  readonly to: string
  readonly cases: number
}
export interface FlowInput {
  readonly steps: readonly FlowStep[]
  readonly ways: readonly FlowWay[]
  readonly column: number
}

export interface Bar {
  readonly index: number
  readonly x: number
  readonly y: number
  readonly height: number
  readonly cases: number
}
export interface Ribbon {
  readonly from: number
  readonly to: number
  readonly cases: number
  readonly path: string
}
export interface Fall {
  readonly index: number
  readonly cases: number
  /** null: too few to draw */
  readonly path: string | null
}
export interface Arch {
  readonly from: number
  readonly to: number
  readonly cases: number
  readonly path: string
  readonly label: { readonly x: number; readonly y: number }
}
export interface FlowShape {
  readonly height: number
  readonly countsY: number
  readonly barsY: number
  readonly fallsY: number
  readonly bars: readonly Bar[]
  readonly ribbons: readonly Ribbon[]
  readonly skips: readonly Ribbon[]
  readonly falls: readonly Fall[]
  readonly arches: readonly Arch[]
  /** returns and ways over steps that are too few to draw: how many ways, and the cases of the largest */
  readonly undrawn: { readonly ways: number; readonly most: number }
}
