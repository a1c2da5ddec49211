import { createHash, randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Ledger } from '../../store/index.ts'
import type { Provider } from './providers.ts'
import { roles } from './role.ts'

const days = 24 * 60 * 60

export const shortestPassword = 12
export const longestPassword = 128

export interface AuthOptions {
  readonly tables: Ledger['tables']
  readonly secret: string
  /** the address that people open */
  readonly url: string
  readonly providers: readonly Provider[]
}

/**
 * better-auth on the ledger: it hashes passwords (scrypt), keeps sessions and signs their cookies, and speaks OpenID Connect. Its own
 * routes are not served; ours ask it, so that each has a role, a limit and a line in the audit trail.
 */
export function authOn({ tables, secret, url, providers }: AuthOptions) {
  return betterAuth({
    appName: 'Throughline',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [url],
    database: { db: tables, type: 'postgres', transaction: true },
    user: {
      modelName: 'member',
      additionalFields: {
        role: { type: [...roles], required: true, defaultValue: 'viewer', input: false },
        partner: { type: 'string', required: false, input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    session: { expiresIn: 7 * days, updateAge: days },
    account: {
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, trustedProviders: providers.map(({ id }) => id) },
    },
    plugins: [genericOAuth({ config: providers.map(providerOf) })],
    advanced: {
      useSecureCookies: url.startsWith('https:'),
      cookiePrefix: cookiePrefix(secret),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
    rateLimit: { enabled: false }, // ours stands before it
    telemetry: { enabled: false },
    logger: { disabled: true }, // its words quote addresses of people
  })
}
export type Auth = ReturnType<typeof authOn>

/** Two servers of one machine share its cookies, whatever their ports: each calls its own by another name. */
function cookiePrefix(secret: string): string {
  return `throughline-${createHash('sha256').update(`cookie ${secret}`).digest('hex').slice(0, 8)}`
}

function providerOf({ id, title, issuer, clientId, clientSecret, newcomers }: Provider) {
  return {
    providerId: id,
    name: title,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: newcomers === null,
    mapProfileToUser: () => (newcomers === null ? {} : { role: newcomers }),
  }
}
