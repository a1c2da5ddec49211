import { randomBytes } from 'node:crypto'
import type { Store } from '../../store/index.ts'
import type { Access } from './access.ts'
import { linkHours } from './link-hours.ts'
import { type Provider, readProviders } from './providers.ts'
import { ownSecret, removeSecret, writeSecret } from './secrets.ts'

export interface OpenAccessOptions {
  /** the address that people open */
  readonly url: string
  readonly demo: boolean
  readonly proxied: boolean
  /** a file that lists providers of sign-in */
  readonly providers?: string
  readonly now?: () => number
}

/** Who may use a server, from its start to its end. */
export interface OpenedAccess {
  readonly access: Access
  readonly commandKey: string
  /** the file with the one-time link of the first admin; null: there is an admin */
  readonly first: string | null
  close(): Promise<void>
}

/** Whoever can read the data folder is its owner: what is written there opens the server to commands, and to its first admin. */
export async function openAccess(store: Store, options: OpenAccessOptions): Promise<OpenedAccess> {
  // better-auth is read only where people sign in: a command has no use for it.
  const [{ authOn }, { Access }] = await Promise.all([import('./auth.ts'), import('./access.ts')])
  const { url, demo, proxied, now = Date.now } = options
  const ledger = await store.ledger()
  const providers: readonly Provider[] = options.providers === undefined ? [] : await readProviders(options.providers)
  const commandKey = `tlc_${randomBytes(32).toString('base64url')}`
  const auth = authOn({ tables: ledger.tables, secret: await ownSecret(store.dir), url, providers })
  const onFirst = () => removeSecret(store.dir, 'first-sign-in')
  const access = new Access({ ledger, auth, url, commandKey, providers, demo, proxied, now, onFirst })
  await writeSecret(store.dir, 'command-key', commandKey)
  return {
    access,
    commandKey,
    first: demo || (await ledger.access.hasAdmin()) ? null : await inviteFirst(store, access, now),
    close: () => removeSecret(store.dir, 'command-key'),
  }
}

const placeholder = { name: 'First admin', email: 'first-admin@throughline.invalid' }

/** The first admin is made before anybody has said who it is; the link asks. */
async function inviteFirst(store: Store, access: Access, now: () => number): Promise<string> {
  const known = (await access.shelf.members()).find(({ role, ways }) => role === 'admin' && ways.length === 0)
  const { internalAdapter } = await access.auth.$context
  const { id } =
    known ??
    (await internalAdapter.createUser({ ...placeholder, emailVerified: true, role: 'admin' }, { method: 'admin' }))
  const link = await access.link({ member: id, first: true })
  const until = new Date(now() + linkHours * 3_600_000).toISOString()
  return writeSecret(
    store.dir,
    'first-sign-in',
    `${link}\nOpens once, until ${until}. Whoever opens it becomes the admin.`,
  )
}
