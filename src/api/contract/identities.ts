import type { SeenAccount, SeenId, SeenTrait } from '../../insight/cases/answers.ts'

/** Who a customer is, how that is known, and what a member can put right. An id is written `kind:value`. */
export interface IdentityRoutes {
  /** :customer is a name as cases show it, or one of its ids */
  'GET /api/customers/:customer': { query: object; answer: CustomerAnswer }
  /** ids seen with more customers than one may have: a kiosk, "unknown@"; they join nobody */
  'GET /api/identities/shared': { query: object; answer: { ids: string[] } }
  /** From now on the id is nobody's but its own. What was decided is written down as an event, and can be taken back. */
  'POST /api/identities/apart': { query: object; body: { id: string }; answer: { id: string; customer: string } }
  'POST /api/identities/given-back': { query: object; body: { id: string }; answer: { id: string; customer: string } }
}

export interface CustomerAnswer {
  /** what it goes by, as one of its ids */
  readonly id: string
  /** the same as cases show it */
  readonly customer: string
  readonly ids: readonly CustomerId[]
  /** how its ids came to be its own, newest first */
  readonly changes: readonly {
    readonly at: string
    readonly id: string
    readonly was: string
    readonly became: string
    readonly because: string
  }[]
  readonly traits: readonly SeenTrait[]
  readonly accounts: readonly SeenAccount[]
}

export interface CustomerId extends SeenId {
  readonly id: string
  /** own: it is this customer's; shared: seen with too many; apart: a member set it apart; other: it is another customer's, or joins nobody */
  readonly state: 'own' | 'shared' | 'apart' | 'other'
}
