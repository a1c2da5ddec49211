import * as z from 'zod'
import { predicate } from '../match/index.ts'
import { mapDocument } from './schema.ts'

/** A name and no address: the schema comes with the package, and no host has to stand for as long as documents do. */
const id = 'urn:throughline:schema:map-1'

/** The schema of map documents for editors. What only `parseMap` can see, such as references, it does not say. */
export function mapJsonSchema(): unknown {
  const registry = z.registry<{ id: string }>()
  registry.add(predicate, { id: 'predicate' })
  const { $schema, ...schema } = z.toJSONSchema(mapDocument, {
    metadata: registry,
    target: 'draft-2020-12',
    io: 'input',
    // what is read-only for programs is for people to write
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  })
  const description = 'A journey map of Throughline (map/1).'
  return { $schema, $id: id, title: 'Journey map', description, ...schema }
}
