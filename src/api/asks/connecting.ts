import * as z from 'zod'

const text = z.string().max(200_000).meta({ description: 'the connector document, as YAML' })
const from = z.strictObject({
  from: z
    .string()
    .max(100)
    .meta({ description: 'a day, or an instant with its zone; without it everything' })
    .optional(),
})

/** Systems whose events are fetched, or handed in in their own shape. */
export const connectorAsks = {
  'GET /api/connectors': { says: 'Connectors, how each does, and what it could not read', query: {} },
  'GET /api/connectors/:connector': { says: 'One connector with its document', query: {} },
  'POST /api/connectors': {
    says: 'Adds a connector, or puts a new text in the place of its old one; a key is told this once',
    query: {},
    body: z.strictObject({ text }),
  },
  'DELETE /api/connectors/:connector': { says: 'Removes a connector; what it brought stays', query: {} },
  'POST /api/connectors/check': {
    says: 'What a document makes of an object; nothing is kept',
    query: {},
    body: z.strictObject({ text, payload: z.unknown().meta({ description: 'what would come in' }).optional() }),
  },
  'POST /api/connectors/:connector/again': {
    says: 'Reads again what could not be read, and the source or the log from an instant on; what is held adds nothing',
    query: {},
    body: from,
  },
  'POST /api/writers/:writer/again': {
    says: 'Takes in once more what the log holds of a writer from an instant on; what is held adds nothing',
    query: {},
    body: from,
  },
} as const
