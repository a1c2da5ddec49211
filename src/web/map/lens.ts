/** Views over the same columns. Text shows the document itself; the others show lanes. */
export const lenses = ['measure', 'draw', 'text'] as const
export type Lens = (typeof lenses)[number]
export type LaneLens = Exclude<Lens, 'text'>
