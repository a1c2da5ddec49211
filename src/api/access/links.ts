import { createHash, randomBytes } from 'node:crypto'
import type { Ledger } from '../../store/index.ts'
import type { Auth } from './auth.ts'
import { linkHours } from './link-hours.ts'

/** What a link is for: the first admin also says who they are. */
export interface LinkFor {
  readonly member: string
  readonly first: boolean
}

interface Making {
  readonly auth: Auth
  readonly tables: Ledger['tables']
  readonly now: number
}

/** A new link ends those made before it. @returns the token that goes into it; only its hash is kept */
export async function makeLink({ member, first }: LinkFor, { auth, tables, now }: Making): Promise<string> {
  await tables
    .deleteFrom('verification')
    .where('value', 'in', [`first ${member}`, `member ${member}`])
    .execute()
  const token = randomBytes(24).toString('base64url')
  const { internalAdapter } = await auth.$context
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: `${first ? 'first' : 'member'} ${member}`,
    expiresAt: new Date(now + linkHours * 3_600_000),
  })
  return token
}

/** Takes the link out, so that it works once. @returns null where there is none such, or its time is over */
export async function useLink(auth: Auth, token: string): Promise<LinkFor | null> {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.consumeVerificationValue(identifierOf(token))
  if (found === null) return null
  const [kind = '', member = ''] = found.value.split(' ')
  return { member, first: kind === 'first' }
}

function identifierOf(token: string): string {
  return `link ${createHash('sha256').update(token).digest('hex')}`
}
