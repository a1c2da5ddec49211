import * as z from 'zod'
import { profileSchema } from '../../event/index.ts'
import { predicate } from '../../match/index.ts'
import { behindShape, sort } from './behind.ts'
import { atMost, json, needed, onMap } from './words.ts'

/** What the store holds, and the cases themselves. */
export const holdingAsks = {
  'GET /api/status': { says: 'What the store holds', query: {} },
  'GET /api/progress': { says: 'How far the work is that questions wait for', query: {} },
  'GET /api/journeys': {
    says: 'The maps with a line of figures each, blind spots, and events that no map knows',
    query: {},
  },
  'GET /api/properties': { says: 'Properties that a segment can be made of', query: {} },
  'GET /api/sources': { says: 'What was imported', query: {} },
  'GET /api/cases': {
    says: 'The cases behind a figure',
    query: {
      ...onMap,
      behind: json(behindShape, 'which figure; without it all', '{"kind":"late","step":"decision"}').optional(),
      limit: atMost(1000, 50, 'how many'),
      offset: atMost(1_000_000_000, 0, 'how many are passed over'),
      sort: sort.optional(),
    },
  },
  'GET /api/cases/:key': { says: 'One case whole', query: { map: onMap.map } },
} as const

const profile = z.strictObject({ profile: profileSchema })

export const importAsks = {
  'POST /api/imports': {
    says: 'A file of events as the body; answers how it would be read. Nothing is kept before start',
    query: { name: needed("the file's name") },
    body: 'file',
  },
  'GET /api/imports/:import': { says: 'How an import goes', query: {} },
  'POST /api/imports/:import/start': {
    says: 'Takes the file in as its profile says',
    query: {},
    body: profile.extend({
      strict: z
        .boolean()
        .meta({ description: 'the first bad row ends it, and nothing of the file is kept' })
        .optional(),
      replace: z.boolean().meta({ description: 'first takes out what the file brought before' }).optional(),
    }),
  },
  'POST /api/imports/:import/propose': { says: 'How the file would be read by this profile', query: {}, body: profile },
  'DELETE /api/imports/:import': { says: 'Stops an import', query: {} },
} as const

/** A view is an address of this page, never one of another site. */
const view = z.strictObject({
  title: z.string().trim().min(1).max(200),
  url: z
    .string()
    .max(8000)
    .regex(/^\/(?!\/)/, 'is not an address of this page: it begins with one /'),
})

export const shelfAsks = {
  'GET /api/views': { says: 'Saved views', query: {} },
  'POST /api/views': { says: 'Saves a view', query: {}, body: view },
  'DELETE /api/views/:view': { says: 'Removes a saved view', query: {} },
  'GET /api/settings': { says: 'What the page keeps for everyone', query: {} },
  'PUT /api/settings/:setting': { says: 'Keeps a setting', query: {}, body: z.strictObject({ value: z.json() }) },
  'GET /api/segments': { says: 'Saved segments', query: {} },
  'POST /api/segments': {
    says: 'Saves a segment by name; a name is there once',
    query: {},
    body: z.strictObject({
      title: z.string().trim().min(1).max(100),
      predicate: z.unknown().meta({ json: predicate }),
    }),
  },
  'DELETE /api/segments/:segment': { says: 'Removes a saved segment', query: {} },
} as const

const name = z.string().trim().min(1).max(100)

export const writerAsks = {
  'GET /api/writers': { says: 'Who sends events, and what of theirs was refused', query: {} },
  'POST /api/keys': {
    says: 'Makes a key to send events with; it is told this once',
    query: {},
    body: z.strictObject({
      kind: z.literal('write'),
      writer: name.meta({ description: 'who sends with it' }),
      partner: name.meta({ description: 'the name of the third party that sends with it' }).optional(),
    }),
  },
  'DELETE /api/keys/:key': { says: 'Revokes a key, named whole or by what may be shown of it', query: {} },
} as const

export const backupAsks = {
  'GET /api/doctor': {
    says: 'What keeping it running rests on, one finding each, with the way out where it is not well',
    query: {},
  },
  'GET /api/backups': { says: 'The backups that were made, newest first', query: {} },
  'POST /api/backups': {
    says: 'Copies everything that is held while events come in',
    query: {},
    body: z.strictObject({
      to: z
        .string()
        .min(1)
        .max(4000)
        .meta({
          description: "a folder on the server's machine that is not there yet; without it one in the data folder",
        })
        .optional(),
    }),
  },
} as const

const oneId = z.strictObject({
  id: z.string().regex(/^[^:]+:.+$/s, 'is not written as kind:value, such as userId:42'),
})

/** Who a customer is. */
export const identityAsks = {
  'GET /api/customers/:customer': {
    says: 'Who a customer is: its ids and how they came together, traits with time and sender, accounts',
    query: {},
  },
  'GET /api/identities/shared': { says: 'Ids seen with more customers than one may have; they join nobody', query: {} },
  'POST /api/identities/apart': {
    says: 'Sets an id apart from its customer; written down as an event',
    query: {},
    body: oneId,
  },
  'POST /api/identities/given-back': { says: 'Gives back an id that was set apart', query: {}, body: oneId },
} as const
