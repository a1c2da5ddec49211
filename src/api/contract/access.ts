import type { Role } from '../access/role.ts'

/** Signing in, who may, and what they changed. */
export interface AccessRoutes {
  /** who asks, and how one may sign in */
  'GET /api/me': { query: object; answer: Me }
  'POST /api/sign-in': { query: object; body: { email: string; password: string }; answer: SignedIn }
  /** sets the password that a one-time link was made for, and signs in; the first admin also says who they are */
  'POST /api/sign-in/link': {
    query: object
    body: { token: string; password: string; name?: string; email?: string }
    answer: SignedIn
  }
  'POST /api/sign-out': { query: object; answer: SignedIn }
  'PUT /api/me/password': { query: object; body: { old: string; password: string }; answer: SignedIn }
  'GET /api/me/keys': { query: object; answer: { keys: PersonalKey[] } }
  /** the key is told this once; only its hash is kept */
  'POST /api/me/keys': { query: object; body: { title: string; days?: number }; answer: { key: string; hint: string } }
  'DELETE /api/me/keys/:key': { query: object; answer: { id: string } }
  'GET /api/members': { query: object; answer: { members: Member[] } }
  /** the link is told this once: whoever has it sets the password */
  'POST /api/members': {
    query: object
    body: { name: string; email: string; role: Role; partner?: string }
    answer: { id: string; link: string }
  }
  'PUT /api/members/:member': { query: object; body: { role: Role; partner?: string }; answer: { id: string } }
  /** ends every session of the member, and makes a link to set a new password */
  'POST /api/members/:member/reset': { query: object; answer: { id: string; link: string } }
  'DELETE /api/members/:member': { query: object; answer: { id: string } }
  /** newest first */
  'GET /api/audit': { query: { before?: string; limit?: string }; answer: { entries: Audited[] } }
}

export interface SignedIn {
  readonly member: string | null
}

export interface Me {
  readonly member: {
    readonly id: string
    readonly name: string
    readonly email: string | null
    readonly role: Role
    readonly partner: string | null
  } | null
  /** the demo, seen from its own machine, signs in by itself: there is nobody to sign out */
  readonly demo: boolean
  /** nobody can sign in yet: the first admin has a link */
  readonly first: boolean
  /** where one may sign in with the account one has elsewhere */
  readonly providers: readonly { readonly id: string; readonly title: string }[]
}

export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly partner: string | null
  readonly at: string
  /** how they can sign in: password, or a provider's id; none: they have not used their link yet */
  readonly ways: readonly string[]
}

export interface PersonalKey {
  readonly id: string
  readonly hint: string
  readonly title: string
  readonly at: string
  readonly expires: string | null
  readonly revoked: string | null
}

export interface Audited {
  readonly number: number
  readonly at: string
  readonly who: string
  readonly name: string
  readonly route: string
  /** what was changed, by its name */
  readonly what: string
  readonly status: number
}
