/**
 * strict: the steps follow each other with no other visit between; ordered: others may lie between; any: in whatever order,
 * all within the time of the first of them.
 */
export type FunnelOrder = 'strict' | 'ordered' | 'any'

/** Which cases stand behind these figures; the list of cases takes them as any other Behind. */
export type UsualBehind =
  /** cases in which `to` comes after the first visit to `from`; the time between is the list's */
  | { readonly kind: 'follows'; readonly from: string; readonly to: string }
  /** cases that come to the place'th step of a funnel (1 is the first), or came to the one before and not to it */
  | {
      readonly kind: 'funnel'
      readonly steps: readonly string[]
      readonly order: FunnelOrder
      readonly within: number | null
      readonly place: number
      readonly reached: boolean
    }
  /**
   * cases that are at one of these steps (an empty list: none, since the case ended or had not begun) at each of these places,
   * counted from the first visit to `around`, or from 1 at the beginning
   */
  | {
      readonly kind: 'path'
      readonly around: string | null
      readonly at: readonly { readonly place: number; readonly steps: readonly string[] }[]
    }
