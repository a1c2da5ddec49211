import * as z from 'zod'
import { roles } from '../access/role.ts'
import { atMost } from './words.ts'

const email = z.email('is not an address like ada@example.com').max(200)
const secret = z.string().max(500)
const name = z.string().trim().min(1).max(100)
const role = z.enum(roles, { error: `is no role: give one of ${roles.join(', ')}` })
const partner = name.meta({ description: 'of the role partner: the id or the title by which maps name it' }).optional()

/** Coming, going, and what one may do about oneself. */
export const signInAsks = {
  'GET /api/me': { says: 'Who asks, and how one may sign in', query: {} },
  'POST /api/sign-in': {
    says: 'Begins a session, by a password',
    query: {},
    body: z.strictObject({ email: z.string().max(200), password: secret }),
  },
  'POST /api/sign-in/link': {
    says: 'Sets the password that a one-time link was made for, and begins a session',
    query: {},
    body: z.strictObject({
      token: z.string().max(100).meta({ description: 'what follows # in the link' }),
      password: secret,
      name: name.meta({ description: 'of the first admin, who says who they are' }).optional(),
      email: email.optional(),
    }),
  },
  'POST /api/sign-out': { says: 'Ends the session', query: {} },
  'PUT /api/me/password': {
    says: 'Another password; every other session ends',
    query: {},
    body: z.strictObject({ old: secret, password: secret }),
  },
  'GET /api/me/keys': { says: 'Keys with which one’s own programs ask', query: {} },
  'POST /api/me/keys': {
    says: 'Makes a key that asks as oneself; it is told this once',
    query: {},
    body: z.strictObject({ title: name, days: z.number().int().positive().max(3650).optional() }),
  },
  'DELETE /api/me/keys/:key': { says: 'Revokes one of one’s own keys, by its id', query: {} },
} as const

export const memberAsks = {
  'GET /api/members': { says: 'Who may sign in, as what', query: {} },
  'POST /api/members': {
    says: 'Adds a member; the link with which they choose a password is told this once',
    query: {},
    body: z.strictObject({ name, email, role, partner }),
  },
  'PUT /api/members/:member': {
    says: 'Gives a member another role',
    query: {},
    body: z.strictObject({ role, partner }),
  },
  'POST /api/members/:member/reset': { says: 'Ends their sessions and makes a link for another password', query: {} },
  'DELETE /api/members/:member': { says: 'They sign in no more', query: {} },
  'GET /api/audit': {
    says: 'What was changed, newest first',
    query: {
      before: z
        .string()
        .regex(/^\d{1,15}$/, 'is not the number of an entry')
        .transform(Number)
        .meta({ description: 'only older than this number', whole: true })
        .optional(),
      limit: atMost(1000, 100, 'how many'),
    },
  },
} as const
