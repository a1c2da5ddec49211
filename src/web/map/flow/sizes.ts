/** Pixels of the flow's zones; the column's width is the grid's. */
export const barWidth = 10
/** from a column's left edge to its bar */
export const inset = 8
export const barsHeight = 64
export const levelHeight = 16
export const countsHeight = 18
export const fallHeight = 26
export const labelHeight = 16
/** half the room that the label of an arch takes */
export const halfLabel = 28
