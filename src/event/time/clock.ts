/** A time as its parts, before its zone is applied. `offset` in minutes, null where none is written. */
export interface Clock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly micros: number
  readonly offset: number | null
}

/** Why a text is no instant, as the end of a sentence that begins with the text. */
export type Fault = string

export const noZone: Fault = 'has no zone: say which one it is in (--zone, or zone: in the profile)'
export const noTime: Fault = 'is not a time that can be read'
export const outOfRange: Fault = 'is outside the years 1900 to 2255'
