/** What a member may do. Each of the first four may do what those before it may; a partner is outside their order. */
export const roles = ['viewer', 'editor', 'operator', 'admin', 'partner'] as const
export type Role = (typeof roles)[number]

/**
 * Whom a route answers: anyone; whoever is signed in; a role and those above it; or, `named`, viewers and above, and a
 * partner for the maps that name it.
 */
export type Need = 'open' | 'signed-in' | 'named' | Exclude<Role, 'partner'>

/** Who asks. */
export interface Who {
  /** the member's; a word of ours for what is no member */
  readonly id: string
  readonly name: string
  readonly role: Role
  /** set for a partner: the id or the title by which maps name it */
  readonly partner: string | null
  readonly email: string | null
}

/** A command on the server's own folder, or code in this process: whoever can read the folder may do everything. */
export const command: Who = {
  id: 'command',
  name: 'a command on this machine',
  role: 'admin',
  partner: null,
  email: null,
}

const order = { viewer: 0, editor: 1, operator: 2, admin: 3 } as const

export function may(role: Role, need: Need): boolean {
  if (need === 'open' || need === 'signed-in' || need === 'named') return true
  return role !== 'partner' && order[role] >= order[need]
}

export function isRole(text: string): text is Role {
  return roles.some((one) => one === text)
}
