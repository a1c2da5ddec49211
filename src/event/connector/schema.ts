import * as z from 'zod'
import { scoreKinds } from '../event.ts'
import { profileSchema } from '../profile-schema.ts'
import { epochUnits } from '../time/epoch.ts'
import { zoneOf } from '../time/zone.ts'
import { pathPattern } from './path.ts'

const path = z
  .string()
  .regex(pathPattern, 'is no path: write $.ticket.id, $.lines[0], $["first name"], $$.id or $about.subject')
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** A path where it begins with $, or else the same words for every event. */
const pathOrWords = z
  .string()
  .min(1)
  .refine((text) => !text.startsWith('$') || pathPattern.test(text), {
    error: 'begins with $ and is no path: write $.ticket.id, or { const: … } for words that begin so',
  })
const simple = z.union([pathOrWords, z.number(), z.boolean(), z.strictObject({ const: scalar })])
const looked = z.strictObject({
  /** of several the first where something stands */
  path: z.union([path, z.array(path).min(1)]),
  /** what a value is to be called; a value that is not listed is taken as it is, unless `otherwise` says what to call it */
  values: z.record(z.string(), scalar).optional(),
  /** for what is not listed, or where nothing stands */
  otherwise: scalar.optional(),
})
const joined = z.strictObject({ join: z.array(z.union([simple, looked])).min(1), with: z.string().optional() })
const expression = z.union([simple, looked, joined])

const order = z.union([z.string(), z.number()])
const condition = z.union([
  scalar,
  z.strictObject({
    in: z.array(scalar).min(1).optional(),
    not: z.union([scalar, z.array(scalar).min(1)]).optional(),
    exists: z.boolean().optional(),
    contains: z.string().min(1).optional(),
    gt: order.optional(),
    gte: order.optional(),
    lt: order.optional(),
    lte: order.optional(),
  }),
])

const at = z.union([
  path,
  z.strictObject({
    path: z.union([path, z.array(path).min(1)]),
    unit: z.enum(epochUnits).optional(),
    zone: z
      .string()
      .refine((name) => zoneOf(name) !== null, 'is not a zone: use UTC, +01:00, or a name such as Europe/Vienna')
      .optional(),
    dayFirst: z.boolean().optional(),
  }),
])

/** How an object that comes in becomes an event. */
const ruleSchema = z.strictObject({
  /** a list of what came in: each of its members is looked at alone, as $ */
  each: path.optional(),
  /** all of these hold, or it is no event */
  where: z.record(path, condition).optional(),
  /** what is the same when it is sent again, and is no other event's; absent: made from all that the object says */
  id: expression.optional(),
  name: expression,
  customer: z.record(z.string().min(1), expression).refine((ids) => Object.keys(ids).length > 0, 'names no id'),
  /** absent: when it came in */
  at: at.optional(),
  case: expression.optional(),
  actor: expression.optional(),
  channel: expression.optional(),
  team: expression.optional(),
  system: expression.optional(),
  partner: expression.optional(),
  text: expression.optional(),
  score: z.strictObject({ kind: z.enum(scoreKinds), value: expression }).optional(),
  properties: z.union([path, z.record(z.string().min(1), expression)]).optional(),
  traits: z.union([path, z.record(z.string().min(1), expression)]).optional(),
})
export const mappingSchema = z.union([ruleSchema, z.array(ruleSchema).min(1).max(200)])

/** The name of a variable of the server's environment: no other of its variables can be named, and so none can be sent away. */
const secret = z.strictObject({
  env: z.string().regex(/^THROUGHLINE_[A-Z0-9_]+$/, 'is no name of a secret: it begins with THROUGHLINE_'),
})
const seconds = (otherwise: number) => z.number().min(1).max(86_400).default(otherwise)

const signature = z.strictObject({
  /** the header in which it stands */
  header: z.string().regex(/^[\w-]+$/),
  algorithm: z.enum(['sha256', 'sha1', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  secret,
  /** what stands before it, as sha256= */
  prefix: z.string().optional(),
  /** where the header is a list as t=1,v1=ab: the names under which signatures stand */
  part: z.string().optional(),
  /** what is signed: {body}, {header:NAME}, {part:NAME} and words between them */
  signs: z
    .string()
    .refine((text) => text.includes('{body}'), 'leaves {body} out: anyone could send another')
    .default('{body}'),
  /** when it was signed, in seconds since 1970 or ISO 8601, as {header:NAME} or {part:NAME}; older than `within` seconds is refused */
  timestamp: z.string().optional(),
  within: seconds(300),
})

const kinds = {
  webhook: z.strictObject({
    /** absent: the sender shows a write key, which is made when the connector is added */
    signature: signature.optional(),
  }),
  folder: z.strictObject({
    path: z.string().min(1),
    /** only files of such names; * stands for anything */
    files: z.string().min(1).default('*'),
    every: seconds(10),
    /** a file is read when it has not changed for so long */
    still: seconds(5),
    /** where a file goes once it is read, beside or below the folder; absent: it stays, and is remembered */
    moveTo: z.string().min(1).optional(),
  }),
}

const common = {
  throughline: z.literal('connector/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no id: use small letters, digits and hyphens'),
  title: z.string().min(1).max(100),
  /** the third party whose events these are, whatever they say */
  partner: z.string().min(1).max(100).optional(),
}

/** A connector document (`*.connector.yaml`): where events come from, and how what comes becomes events. */
export const connectorSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('webhook'),
    settings: kinds.webhook.prefault({}),
    map: mappingSchema,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('folder'),
    settings: kinds.folder,
    /** absent: as `import` would propose for each file */
    import: profileSchema.optional(),
  }),
])

export type Connector = z.infer<typeof connectorSchema>
export type ConnectorKind = Connector['kind']
export type ConnectorOf<Kind extends ConnectorKind> = Extract<Connector, { kind: Kind }>
export type Mapping = z.infer<typeof mappingSchema>
export type Rule = z.infer<typeof ruleSchema>
export type Expression = z.infer<typeof expression>
export type Condition = z.infer<typeof condition>
export type Secret = z.infer<typeof secret>
export type Signature = z.infer<typeof signature>
