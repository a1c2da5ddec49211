/**
 * The step at a place of a case's way as SQL over `steps`: 0 where the case has no visit there. Places count from 1 at the beginning, or
 * from the first visit to a step, which is 0. (The engine reads a place below 1 as counted from the end, so that must not happen.)
 */
export function stepAt(around: number | null, place: string): string {
  const at = around === null ? place : `toInt32(indexOf(steps, ${around})) + ${place}`
  return `if(${at} < 1, 0, steps[${at}])`
}
