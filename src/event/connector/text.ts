import * as z from 'zod'
import { type ParsedText, readDocument } from '../document-text.ts'
import { type Connector, connectorSchema } from './schema.ts'

/** Reads `*.connector.yaml`; answers with the connector, or with every problem at once. */
export function parseConnector(text: string): ParsedText<Connector> {
  return readDocument(text, connectorSchema, 'is nothing that can stand here (see docs/connectors.md)')
}

/** The schema of connector documents for editors. */
export function connectorJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(connectorSchema, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'ref',
  })
  const description =
    'A connector of Throughline (connector/1): where events come from, and how what comes becomes events.'
  return { $schema, $id: 'urn:throughline:schema:connector-1', title: 'Connector', description, ...schema }
}
