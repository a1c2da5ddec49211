import { type Gate, memberOf } from '../access/gate.ts'
import { isRole, type Role } from '../access/role.ts'
import type { BodyOf } from '../asks/index.ts'
import type { Context } from '../context.ts'
import type { Member } from '../contract/access.ts'
import { ApiProblem } from '../problem.ts'
import type { Handlers } from '../route.ts'
import { served } from './sign-in.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/members'
  | 'POST /api/members'
  | 'PUT /api/members/:member'
  | 'POST /api/members/:member/reset'
  | 'DELETE /api/members/:member'
  | 'GET /api/audit'
>

export function memberHandlers({ store }: Context, gate: Gate): Answered {
  const shelf = async () => (await store.ledger()).access
  const internals = async () => (await served(gate).auth.$context).internalAdapter
  return {
    'GET /api/members': async () => ({ members: (await (await shelf()).members()).map(shown) }),
    'POST /api/members': async (ask) => {
      const given = await ask.body()
      assertPartner(given)
      const made = await add(given)
      return { id: made, link: await served(gate).link({ member: made, first: false }) }
    },
    'PUT /api/members/:member': async (ask) => {
      const given = await ask.body()
      const id = await known(ask.param('member'))
      assertPartner(given)
      if (given.role !== 'admin') await assertOtherAdmin(id)
      await (await internals()).updateUser(id, { role: given.role, partner: given.partner ?? null })
      served(gate).forget()
      return { id }
    },
    'POST /api/members/:member/reset': async (ask) => {
      const id = await known(ask.param('member'))
      await (await internals()).deleteUserSessions(id)
      served(gate).forget()
      return { id, link: await served(gate).link({ member: id, first: false }) }
    },
    'DELETE /api/members/:member': async (ask) => {
      const id = await known(ask.param('member'))
      if (id === memberOf(ask.raw).id)
        throw new ApiProblem('bad-request', 'You cannot take yourself out.', 'Ask another admin to.')
      await assertOtherAdmin(id)
      await (await internals()).deleteUser(id)
      served(gate).forget()
      return { id }
    },
    'GET /api/audit': async ({ query: { before, limit } }) => ({
      entries: [...(await (await shelf()).audit({ before: before ?? null, most: limit }))],
    }),
  }

  async function add(given: BodyOf<'POST /api/members'>): Promise<string> {
    const email = given.email.toLowerCase()
    const adapter = await internals()
    if ((await adapter.findUserByEmail(email)) !== null)
      throw new ApiProblem('name-taken', `There is a member with the address ${email}.`, 'Change their role instead.')
    // The admin vouches for the address: a provider that says the same is the same person.
    const fields = { name: given.name, email, emailVerified: true, role: given.role, partner: given.partner ?? null }
    const { id } = await adapter.createUser(fields, { method: 'admin' })
    return id
  }

  async function known(id: string): Promise<string> {
    if ((await (await shelf()).member(id)) !== null) return id
    throw new ApiProblem('not-found', `There is no member ${id}.`, 'GET /api/members lists them.')
  }

  /** Somebody must be left who can say who may sign in. */
  async function assertOtherAdmin(id: string): Promise<void> {
    const members = await (await shelf()).members()
    if (members.some((one) => one.id !== id && one.role === 'admin' && one.ways.length > 0)) return
    if (members.find((one) => one.id === id)?.role !== 'admin') return
    throw new ApiProblem('last-admin', 'This is the only admin who can sign in.', 'Make another member an admin first.')
  }
}

function shown(member: Omit<Member, 'role'> & { readonly role: string }): Member {
  if (!isRole(member.role)) throw new Error(`The member ${member.id} has the unknown role "${member.role}".`)
  return { ...member, role: member.role, ways: member.ways.map((way) => (way === 'credential' ? 'password' : way)) }
}

function assertPartner({
  role: given,
  partner: named,
}: {
  readonly role: Role
  readonly partner?: string | undefined
}) {
  if ((given === 'partner') === (named !== undefined)) return
  throw new ApiProblem(
    'bad-request',
    given === 'partner'
      ? 'partner is missing: a partner is named by maps.'
      : `partner "${named}" is for partners alone.`,
    'Give "partner", the id or the title by which maps name it, with the role partner and no other.',
  )
}
