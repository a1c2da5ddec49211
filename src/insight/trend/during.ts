/**
 * That a row of `linked` goes on from a visit in the period, or that a case of `trace` began in it. The bounds are whole
 * microseconds, and so stand in the text as they are.
 */
export function duringSql(by: 'visit' | 'begin', from: number, to: number): string {
  const at = by === 'visit' ? '(toUnixTimestamp64Micro(at) - gap)' : 'toUnixTimestamp64Micro(started)'
  return `${at} >= ${from} AND ${at} < ${to}`
}
