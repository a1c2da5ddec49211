import type { Actor } from '../event.ts'
import type { FieldName } from '../profile.ts'
import { sideOf } from '../sides.ts'
import type { Shape } from './shape.ts'
import { notWords, scoreWords, type WordedField, words, wordsOf } from './words.ts'

/** A column that seems to be a field, and the sentence that says why. */
interface Choice {
  readonly column: string
  readonly why: string
}
export type Choices = Partial<Record<FieldName, Choice>>

/** Whether the values could be what the name promises; a name alone convinces nobody. */
const fits = {
  id: (shape) => shape.filled > 0.99 && shape.distinct === shape.count && shape.count > 1 && !isTime(shape),
  customer: (shape) =>
    shape.filled > 0.5 && !isTime(shape) && shape.sentences < 0.2 && (shape.distinct > 1 || shape.count < 20),
  case: (shape) => shape.filled > 0.9 && !isTime(shape) && shape.sentences < 0.2,
  name: (shape) =>
    shape.filled > (shape.count < 20 ? 0.4 : 0.9) &&
    !isTime(shape) &&
    shape.numbers < 0.9 &&
    shape.length < 80 &&
    isRepeated(shape),
  at: (shape) => shape.filled > 0.5 && shape.times > 0.9,
  actor: (shape) => shape.filled > 0.9 && actorsOf(shape) !== null,
  channel: (shape) => shape.sentences < 0.3 && shape.distinct <= 50 && !isTime(shape),
  team: (shape) => shape.sentences < 0.5 && !isTime(shape) && isRepeated(shape),
  system: (shape) => shape.sentences < 0.3 && !isTime(shape) && shape.distinct <= 200,
  partner: (shape) => shape.sentences < 0.3 && !isTime(shape) && isRepeated(shape),
  text: (shape) => shape.length > 15 && shape.sentences > 0.3,
} as const satisfies Record<WordedField, (shape: Shape) => boolean>

function isTime(shape: Shape): boolean {
  return shape.times > 0.9 && shape.epochs < 0.5
}

/** Values come again: fewer of them than rows, where there are rows enough to see it. */
function isRepeated(shape: Shape): boolean {
  return shape.count < 20 || shape.distinct <= Math.max(10, shape.count * 0.5)
}

// The order matters: what is surest is taken first, and a column serves one field.
const order: readonly WordedField[] = [
  'at',
  'text',
  'actor',
  'case',
  'customer',
  'name',
  'team',
  'channel',
  'system',
  'partner',
  'id',
]

/** The columns that the names and values point to; `taken` are those that a person has already given. */
export function chooseFields(
  shapes: readonly Shape[],
  taken: ReadonlySet<string>,
  given: ReadonlySet<FieldName>,
): Choices {
  const used = new Set(taken)
  const choices: Choices = {}
  for (const field of order) {
    if (given.has(field)) continue
    const candidates = shapes.filter((shape) => !used.has(shape.name) && isPlausible(field, shape, choices))
    const found = best(field, candidates)
    if (found === null) continue
    choices[field] = found
    used.add(found.column)
  }
  if (choices.case || choices.customer || given.has('case') || given.has('customer')) return choices
  // Events must be somebody's: rather a case of which the sample shows little than none.
  const lone = best(
    'case',
    shapes.filter((shape) => (!used.has(shape.name) || isShortId(shape, choices)) && fits.case(shape)),
  )
  if (lone === null) return choices
  const { id, ...others } = choices
  return { ...others, ...(id && id.column !== lone.column ? { id } : {}), case: lone }
}

function isPlausible(field: WordedField, shape: Shape, choices: Choices): boolean {
  if (!fits[field](shape)) return false
  // A plain "id" is as often the event's own, also in a file too short to show it.
  if (field === 'case' && wordsOf(shape.name) === 'id') return shape.distinct < shape.count && isBundling(shape)
  // Ids that hardly ever come again hold no case together, unless their name leaves no doubt.
  if (field === 'case' && !words.case[0].test(wordsOf(shape.name)) && !words.case[1].test(wordsOf(shape.name))) {
    return isBundling(shape)
  }
  if (field === 'customer' && actorsOf(shape) !== null) return false
  // Where rows say who of the two sides speaks, the author is not always the customer.
  if (field === 'customer' && choices.actor && /^(author|sender|from)/.test(wordsOf(shape.name))) return false
  return true
}

/** In a few rows, ids that are each once may still be those of cases. */
function isShortId(shape: Shape, { id }: Choices): boolean {
  return shape.name === id?.column && shape.count < 20
}

function isBundling(shape: Shape): boolean {
  return shape.count < 20 || shape.distinct < shape.count * 0.8
}

function best(field: WordedField, shapes: readonly Shape[]): Choice | null {
  let found: Choice | null = null
  let foundRank = Number.POSITIVE_INFINITY
  for (const shape of shapes) {
    const rank = rankOf(field, shape)
    if (rank >= foundRank) continue
    foundRank = rank
    found = { column: shape.name, why: whyOf(field, shape) }
  }
  return found
}

/** Lower is surer; infinite where the name does not point to the field. */
function rankOf(field: WordedField, shape: Shape): number {
  const name = wordsOf(shape.name)
  if (notWords[field]?.test(name)) return Number.POSITIVE_INFINITY
  const place = words[field].findIndex((pattern) => pattern.test(name))
  if (place < 0) return Number.POSITIVE_INFINITY
  // Among equals: English before other languages of the same file, fuller columns, shorter names.
  const isEnglish = / en$/.test(name)
  return place + (isEnglish ? 0 : 0.1) + (1 - shape.filled) * 0.5 + name.length / 1000
}

function whyOf(field: WordedField, shape: Shape): string {
  const distinct = `${shape.distinct} different in ${shape.count}`
  const values = {
    id: 'no two rows share a value',
    customer: distinct,
    case: distinct,
    name: distinct,
    at: `${Math.round(shape.times * 100)} % of the values are times`,
    actor: 'its values name sides of the conversation',
    channel: distinct,
    team: distinct,
    system: distinct,
    partner: distinct,
    text: 'its values are sentences',
  } as const satisfies Record<WordedField, string>
  return `its name says so, and ${values[field]}`
}

/** Which side each value of a column is; null where one of them is none. */
export function actorsOf(shape: Shape): Record<string, Actor> | null {
  const found: Record<string, Actor> = {}
  for (const value of shape.values) {
    const side = sideOf(value)
    if (side === undefined) return null
    found[value] = side
  }
  return shape.values.size > 0 ? found : null
}

const ranges = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const

export function chooseScore(shapes: readonly Shape[]): { kind: keyof typeof ranges; column: string } | null {
  for (const shape of shapes) {
    for (const kind of ['nps', 'csat', 'ces'] as const) {
      const [low, high] = ranges[kind]
      const isInRange = [...shape.values].every((value) => Number(value) >= low && Number(value) <= high)
      if (scoreWords[kind].test(wordsOf(shape.name)) && shape.count > 0 && isInRange)
        return { kind, column: shape.name }
    }
  }
  return null
}
