import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { Answers } from '../../src/api/index.ts'

type Schema = Record<string, unknown>

const contract = fileURLToPath(new URL('../../src/api/contract.ts', import.meta.url))
const operate = fileURLToPath(new URL('../../src/api/contract/operate.ts', import.meta.url))

/** The answers of the contract as schemas, from its types: the handlers' answers are checked by the compiler against the same. */
export function answersOf(): Answers {
  const program = ts.createProgram([contract, operate], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  })
  const reader = new Reader(program.getTypeChecker())
  const answers: Record<string, Schema> = {}
  for (const route of reader.members(program, contract, 'Routes')) {
    const answer = reader.member(route.type, 'answer')
    answers[route.name] = reader.schema(answer)
  }
  for (const { name, type } of reader.members(program, operate, 'OtherAnswers')) {
    if ((type.flags & ts.TypeFlags.Null) === 0) answers[name] = reader.schema(type)
  }
  reader.schema(reader.named(program, contract, 'Problem'))
  return { answers, components: reader.components }
}

class Reader {
  readonly components: Record<string, Schema> = {}
  readonly #names = new Map<ts.Symbol, string>()
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  named(program: ts.Program, file: string, name: string): ts.Type {
    const source = program.getSourceFile(file)
    const module = source && this.#checker.getSymbolAtLocation(source)
    const symbol = module && this.#checker.getExportsOfModule(module).find((one) => one.name === name)
    if (symbol === undefined) throw new Error(`${file} exports no ${name}.`)
    return this.#checker.getDeclaredTypeOfSymbol(symbol)
  }

  members(
    program: ts.Program,
    file: string,
    name: string,
  ): readonly { readonly name: string; readonly type: ts.Type }[] {
    const type = this.named(program, file, name)
    return type.getProperties().map((one) => ({ name: one.name, type: this.#checker.getTypeOfSymbol(one) }))
  }

  member(type: ts.Type, name: string): ts.Type {
    const symbol = type.getProperty(name)
    if (symbol === undefined) throw new Error(`${this.#checker.typeToString(type)} has no ${name}.`)
    return this.#checker.getTypeOfSymbol(symbol)
  }

  schema(type: ts.Type): Schema {
    const name = this.#nameOf(type)
    if (name === null) return this.#shape(type)
    if (this.components[name] === undefined) {
      this.components[name] = {} // it may hold itself
      this.components[name] = this.#shape(type)
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** A type of ours that has a name stands once, under it; of two with one name, the second says where it is from. */
  #nameOf(type: ts.Type): string | null {
    const symbol = type.aliasSymbol ?? (type.flags & ts.TypeFlags.Object ? type.symbol : undefined)
    if (symbol === undefined || (type.aliasTypeArguments ?? []).length > 0) return null
    const declared = symbol.declarations?.[0]
    const isNamed =
      declared !== undefined && (ts.isInterfaceDeclaration(declared) || ts.isTypeAliasDeclaration(declared))
    const path = declared?.getSourceFile().fileName.match(/\/src\/(.+)\.ts$/)?.[1]
    if (!isNamed || path === undefined || (declared.typeParameters ?? []).length > 0) return null
    const known = this.#names.get(symbol)
    if (known !== undefined) return known
    const isTaken = [...this.#names.values()].includes(symbol.name)
    const place = path.split('/').at(-2) ?? ''
    const name = isTaken ? `${place.charAt(0).toUpperCase()}${place.slice(1)}${symbol.name}` : symbol.name
    this.#names.set(symbol, name)
    return name
  }

  #shape(type: ts.Type): Schema {
    const { flags } = type
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {}
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' }
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' }
    if (flags & ts.TypeFlags.Number) return { type: 'number' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.isUnion()) return this.#union(type.types)
    if (this.#checker.isTupleType(type)) return this.#tuple(type)
    if (this.#checker.isArrayType(type)) return { type: 'array', items: this.schema(this.#argument(type)) }
    if (flags & ts.TypeFlags.Object || type.isIntersection()) return this.#object(type)
    throw new Error(`No schema can say ${this.#checker.typeToString(type)}.`)
  }

  #union(types: readonly ts.Type[]): Schema {
    const said = types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0)
    const isBoolean = said.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2
    const rest = isBoolean ? said.filter(({ flags }) => (flags & ts.TypeFlags.BooleanLiteral) === 0) : said
    const literals = rest.flatMap((one) => (one.isStringLiteral() || one.isNumberLiteral() ? one.value : []))
    const others = rest.filter((one) => !one.isLiteral()).map((one) => this.schema(one))
    const all = [
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...(literals.length > 0 ? [{ enum: literals }] : []),
      ...others,
    ]
    const [first] = all
    return all.length === 1 && first !== undefined ? first : { anyOf: all }
  }

  #tuple(type: ts.Type): Schema {
    const items = this.#checker.getTypeArguments(type as ts.TypeReference).map((one) => this.schema(one)) // a tuple is one
    return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length }
  }

  #argument(type: ts.Type): ts.Type {
    const [item] = this.#checker.getTypeArguments(type as ts.TypeReference) // an array is one
    if (item === undefined) throw new Error(`${this.#checker.typeToString(type)} has no items.`)
    return item
  }

  #object(type: ts.Type): Schema {
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String)
    const members = this.#checker.getPropertiesOfType(type)
    const properties = Object.fromEntries(members.map((member) => [member.name, this.#property(member)]))
    const required = members.filter((member) => !this.#mayLack(member)).map(({ name }) => name)
    return {
      type: 'object',
      ...(members.length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(index === undefined ? {} : { additionalProperties: this.schema(index.type) }),
    }
  }

  /** JSON leaves out what is undefined. */
  #mayLack(member: ts.Symbol): boolean {
    if (member.flags & ts.SymbolFlags.Optional) return true
    const type = this.#checker.getTypeOfSymbol(member)
    return type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined)
  }

  #property(member: ts.Symbol): Schema {
    const description = ts
      .displayPartsToString(member.getDocumentationComment(this.#checker))
      .replace(/\s+/g, ' ')
      .trim()
    const schema = this.schema(this.#checker.getTypeOfSymbol(member))
    return description === '' ? schema : { ...schema, description }
  }
}
