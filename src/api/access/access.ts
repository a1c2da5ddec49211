import { timingSafeEqual } from 'node:crypto'
import type { AccessShelf, Ledger, StoredMember } from '../../store/index.ts'
import { hashOf } from '../intake/intake.ts'
import { ApiProblem } from '../problem.ts'
import { type Auth, longestPassword, shortestPassword } from './auth.ts'
import { type LinkFor, makeLink, useLink } from './links.ts'
import type { Provider } from './providers.ts'
import { RateLimit } from './rate.ts'
import { command, isRole, type Who } from './role.ts'

export interface AccessOptions {
  readonly ledger: Pick<Ledger, 'access' | 'tables'>
  readonly auth: Auth
  /** the address that people open */
  readonly url: string
  /** with which commands of whoever can read the data folder ask */
  readonly commandKey: string
  readonly providers: readonly Provider[]
  /** the simulated company, seen from this machine alone: whoever asks is its admin */
  readonly demo: boolean
  /** requests come through a proxy, which says from where */
  readonly proxied: boolean
  readonly now: () => number
  /** somebody has used the link of the first admin */
  readonly onFirst?: () => Promise<void>
}

/** Somebody, as far as the headers say; and cookies to be set, where a session was prolonged. */
export interface Known {
  readonly who: Who | null
  readonly cookies: readonly string[]
}

const demoAdmin: Who = { id: 'demo', name: 'Demo', role: 'admin', partner: null, email: null }
/** A role that was changed, and a session that was ended, count at once; what another process did to the ledger, after this long. */
const knownFor = 10_000
const mostKnown = 10_000
const minute = 60_000

/** Who asks, and how people sign in. */
export class Access {
  readonly options: AccessOptions
  readonly #shelf: AccessShelf
  readonly #auth: Auth
  readonly #known = new Map<string, { readonly until: number; readonly who: Who }>()
  readonly limits: {
    /** attempts to sign in, by account and by address; requests, by who asks */
    readonly account: RateLimit
    readonly address: RateLimit
    readonly requests: RateLimit
  }

  constructor(options: AccessOptions) {
    this.options = options
    this.#shelf = options.ledger.access
    this.#auth = options.auth
    const { now } = options
    this.limits = {
      account: new RateLimit({ most: 10, within: 15 * minute }, now),
      address: new RateLimit({ most: 50, within: 15 * minute }, now),
      requests: new RateLimit({ most: 6000, within: minute }, now),
    }
  }

  get auth(): Auth {
    return this.#auth
  }

  get shelf(): AccessShelf {
    return this.#shelf
  }

  /** @throws ApiProblem `key-unknown` where a key is given that is none */
  async whoIs(headers: Headers): Promise<Known> {
    const key = bearerOf(headers)
    if (key !== null) return { who: await this.#whoseKey(key), cookies: [] }
    const cookie = headers.get('cookie') ?? ''
    const known = this.#known.get(cookie)
    if (known !== undefined && known.until > this.options.now()) return { who: known.who, cookies: [] }
    this.#known.delete(cookie)
    const found = cookie.includes('throughline-') ? await this.#session(headers) : null
    if (found === null) return { who: this.#isDemo(headers) ? demoAdmin : null, cookies: [] }
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.set(cookie, { until: this.options.now() + knownFor, who: found.who })
    return found
  }

  /** A member, a session or a key has changed: everybody is looked up anew. */
  forget(): void {
    this.#known.clear()
  }

  /** What comes through a proxy may come from anywhere. */
  #isDemo(headers: Headers): boolean {
    return this.options.demo && !headers.has('x-forwarded-for') && !headers.has('forwarded')
  }

  async #session(headers: Headers): Promise<{ readonly who: Who; readonly cookies: readonly string[] } | null> {
    const { headers: set, response } = await this.#auth.api.getSession({ headers, returnHeaders: true })
    if (response === null) return null
    const member = await this.#shelf.member(response.user.id)
    return member === null ? null : { who: whoOf(member), cookies: set.getSetCookie() }
  }

  async #whoseKey(key: string): Promise<Who> {
    if (isSame(key, this.options.commandKey)) return command
    const hash = hashOf(key)
    const known = this.#known.get(hash)
    if (known !== undefined && known.until > this.options.now()) return known.who
    const member = await this.#shelf.byApiKey(hash, new Date(this.options.now()))
    if (member === null) {
      throw new ApiProblem(
        'key-unknown',
        key.startsWith('tlw_')
          ? 'A write key only writes: it opens /v1 alone.'
          : 'The key of the request is not known, was revoked, or its time is over.',
        'Make a personal key on the page of your account, and send it as Authorization: Bearer KEY.',
      )
    }
    const who = whoOf(member)
    this.#known.set(hash, { until: this.options.now() + knownFor, who })
    return who
  }

  /** @returns the cookies of the session. @throws ApiProblem `sign-in-failed`, saying the same whatever was wrong */
  async signIn(email: string, password: string): Promise<readonly string[]> {
    const answer = await this.#auth.api.signInEmail({ body: { email, password }, asResponse: true })
    if (answer.ok) return answer.headers.getSetCookie()
    throw new ApiProblem(
      'sign-in-failed',
      'No member signs in with this address and this password.',
      'Try again, or ask an admin for a link to set a new one (npx throughline user reset ADDRESS on the server).',
    )
  }

  async signOut(headers: Headers): Promise<readonly string[]> {
    const answer = await this.#auth.api.signOut({ headers, asResponse: true })
    this.forget()
    return answer.headers.getSetCookie()
  }

  /** The address of a link with which a member sets a password, once. What follows # is sent to no server and is in no log. */
  async link(what: LinkFor): Promise<string> {
    const token = await makeLink(what, {
      auth: this.#auth,
      tables: this.options.ledger.tables,
      now: this.options.now(),
    })
    return `${this.options.url}/sign-in#${what.first ? 'first' : 'link'}=${token}`
  }

  /** Sets the password that a link was made for, and signs in. */
  async useLink(token: string, password: string, self?: { readonly name: string; readonly email: string }) {
    assertLength(password)
    const link = await useLink(this.#auth, token)
    const member = link === null ? null : await this.#shelf.member(link.member)
    if (link === null || member === null) {
      throw new ApiProblem(
        'link-invalid',
        'The link was used already, its time is over, or it was never made.',
        'Ask an admin for another; on the server: npx throughline user reset ADDRESS.',
      )
    }
    const { internalAdapter } = await this.#auth.$context
    if (link.first && self !== undefined) await internalAdapter.updateUser(member.id, self)
    await this.setPassword(member.id, password)
    await internalAdapter.deleteUserSessions(member.id)
    this.forget()
    if (link.first) await this.options.onFirst?.()
    const cookies = await this.signIn(link.first && self !== undefined ? self.email : member.email, password)
    return { cookies, member: member.id }
  }

  async setPassword(member: string, password: string): Promise<void> {
    assertLength(password)
    const { internalAdapter, password: hashing } = await this.#auth.$context
    const hash = await hashing.hash(password)
    if ((await internalAdapter.findCredentialAccount(member)) !== null) {
      await internalAdapter.updatePassword(member, hash)
    } else {
      await internalAdapter.createAccount({
        userId: member,
        providerId: 'credential',
        accountId: member,
        password: hash,
      })
    }
  }

  /** @throws ApiProblem `too-many` with the time to wait */
  assertPatience(limit: keyof Access['limits'], who: string): void {
    const wait = this.limits[limit].take(who)
    if (wait === 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new ApiProblem('too-many', 'There were too many of these requests.', `Wait ${seconds} s.`, [], seconds)
  }
}

function whoOf({ id, name, role, partner, email }: StoredMember): Who {
  if (!isRole(role)) throw new Error(`The member ${id} has the role "${role}", which this version does not know.`)
  return { id, name, role, partner, email }
}

function assertLength(password: string): void {
  if (password.length >= shortestPassword && password.length <= longestPassword) return
  throw new ApiProblem(
    'bad-request',
    `The password has ${password.length} characters.`,
    `Choose one of ${shortestPassword} to ${longestPassword}; a few words are good.`,
  )
}

function bearerOf(headers: Headers): string | null {
  const [scheme = '', token = ''] = (headers.get('authorization') ?? '').split(' ')
  return scheme.toLowerCase() === 'bearer' ? token : null
}

/** Takes as long whatever the text is. */
function isSame(given: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(kept)))
}
