import * as z from 'zod'

export type Schema = Readonly<Record<string, unknown>>

/** Checks of zod as schemas of the document. Shapes that name themselves, and those that several routes share, stand once. */
export class Shapes {
  readonly components: Record<string, Schema> = {}
  readonly #names = new Map<z.ZodType, string>()

  /** The shape stands among the components under this name, and is referred to. */
  name(shape: z.ZodType, name: string): void {
    this.#names.set(shape, name)
    this.components[name] = this.#whole(shape, name)
  }

  of(shape: z.ZodType, within: string): Schema {
    const name = this.#names.get(shape)
    return name === undefined ? this.#whole(shape, within) : { $ref: ref(name) }
  }

  #whole(shape: z.ZodType, within: string): Schema {
    const made: Schema = z.toJSONSchema(shape, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const { json, written: _, whole, ...rest } = jsonSchema
        const inner = json instanceof z.ZodType ? json : undefined
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
        Object.assign(jsonSchema, inner === undefined ? rest : { ...this.of(inner, within), ...rest })
        if (whole === true)
          Object.assign(jsonSchema, { type: 'integer', minimum: 0, maximum: mostWhole, pattern: undefined })
        // What an address says is text; what it stands for is said by its own kind.
        if (zodSchema._zod.def.type === 'default' && jsonSchema['type'] === 'integer') delete jsonSchema['pattern']
      },
    })
    return this.#hoisted(made, within)
  }

  /** A shape that holds itself refers to itself as a component. */
  #hoisted(schema: Schema, within: string): Schema {
    const { $defs = {}, $schema: _, ...root } = schema
    const named = (name: string): string => `${within}${name.replace(/\W/g, '').replace(/^_+/, '')}`
    const rooted = JSON.stringify(schema).includes('"$ref":"#"')
    const moved = (inner: unknown): unknown =>
      JSON.parse(
        JSON.stringify(inner)
          .replace(/"#\/\$defs\/([^"]+)"/g, (_match, name: string) => `"${ref(named(name))}"`)
          .replace(/"\$ref":"#"/g, `"$ref":"${ref(within)}"`),
      )
    for (const [name, inner] of Object.entries($defs as Record<string, unknown>))
      this.components[named(name)] = moved(inner) as Schema
    const made = moved(root) as Schema
    if (!rooted || this.components[within] !== undefined) return made
    this.components[within] = made
    return { $ref: ref(within) }
  }
}

const mostWhole = 999_999_999

export function ref(name: string): string {
  return `#/components/schemas/${name}`
}

/** How a parameter is written as JSON, where it is; a wrapper (may be left out, has a default) says what it wraps. */
export function writtenAs(shape: z.ZodType): { readonly json: z.ZodType; readonly example: unknown } | null {
  const { json, written } = z.globalRegistry.get(shape) ?? {}
  if (json instanceof z.ZodType) return { json, example: JSON.parse(String(written)) }
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault) {
    const inner: unknown = shape.def.innerType
    return inner instanceof z.ZodType ? writtenAs(inner) : null
  }
  return null
}
