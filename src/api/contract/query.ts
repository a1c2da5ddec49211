/** Which cases a question speaks of, as it travels in an address. */
export interface FilterQuery {
  from?: string
  to?: string
  segment?: string
  variant?: string /** only cases with events from this import (its file's name) */
  source?: string
}
/** `map` absent: each event name is a step */
export interface MapQuery extends FilterQuery {
  map?: string
}
