import { expect, expectTypeOf, test } from 'vitest'
import type * as z from 'zod'
import type { MapDocument } from './document.ts'
import { mapJsonSchema } from './json-schema.ts'
import type { shape } from './schema.ts'

/** Without the marks that types carry by name: what is left are keys, values and whether they may be absent. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T

test('[M1] the schema infers to the document type', () => {
  expectTypeOf<Plain<z.infer<typeof shape>>>().toEqualTypeOf<Plain<MapDocument>>()
})

test('[M10] the published schema is the one in use; `vitest run -u` writes it anew', async () => {
  const text = `${JSON.stringify(mapJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../docs/schema/map-1.schema.json')
})
