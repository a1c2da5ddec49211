/** Random predicates and events for the laws, with the texts that have broken readers before. Used by tests only. */
import fc from 'fast-check'
import type { Event, Scalar } from '../event/index.ts'
import type { Comparison, Predicate } from './predicate.ts'

export const nasty = [
  '',
  ' ',
  "it's",
  '"',
  '\\',
  '\\N',
  "\\'",
  '{p_0:String}',
  '{',
  '}',
  '%',
  '_',
  '--',
  '/*',
  ';',
  '\0',
  '\n',
  '\t',
  'é',
  'É',
  'ẞ',
  'ß',
  'İ',
  'i',
  'I',
  '😀',
  '\u2028',
  'NA',
  'null',
  'nan',
  'NaN',
  'inf',
  'Infinity',
  '-Infinity',
  '1e3',
  '1E3',
  ' 5',
  '5 ',
  '5\n',
  '0x10',
  '0b1',
  '1_000',
  '1,5',
  '+5',
  '-0',
  '00012',
  '.5',
  '5.',
  '.',
  'e5',
  '1e',
  '1e400',
  '1e-400',
  '1e0005',
  '١',
  '１',
  '9007199254740993',
  '0.1',
  '0.30000000000000004',
  '1e21',
  '1e+21',
  '123456789012345678901234567890',
  '1.7976931348623157e308',
  'true',
  'false',
  '0',
  '5',
]
/** Few, so that predicates hold as often as they fail. */
const common = ['A', 'B', 'a', 'web', '5', '9', 'true']

const text = fc.oneof(
  { arbitrary: fc.constantFrom(...common), weight: 5 },
  { arbitrary: fc.constantFrom(...nasty), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const decimal = fc.oneof(
  fc.constantFrom(0, -0, 5, 9, -1, 0.1, 0.30000000000000004, 1e21, 1e308, 5e-324, 9007199254740992),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const scalar: fc.Arbitrary<Scalar> = fc.oneof({ arbitrary: text, weight: 4 }, decimal, fc.boolean())

const properties = ['x', 'y', 'properties.x', "o'k", 'a\\b', '{x}', 'score', 'channel', 'toString', 'é']
const fields = [
  'name',
  'actor',
  'channel',
  'team',
  'system',
  'partner',
  'case',
  'customer',
  'text',
  'score',
  'score.kind',
  'properties.channel',
  'properties.score',
]
const entriesOf = (keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys), scalar, { maxKeys: 4, noNullPrototype: true })
const traits = ['x', "o'k", 'toString']

export const anyEvent: fc.Arbitrary<Event> = fc.record(
  {
    name: text,
    customer: fc.record({ userId: text }),
    // few instants: ties are common, also between the latest events of a group
    at: fc.integer({ min: 0, max: 4 }).map((seconds) => seconds * 1_000_000),
    actor: fc.constantFrom('customer', 'company', 'partner', 'system'),
    channel: text,
    team: text,
    system: text,
    partner: text,
    case: text,
    text: text,
    score: fc.record({
      kind: fc.constantFrom('nps', 'csat', 'ces'),
      value: fc.oneof(fc.integer({ min: 0, max: 10 }), decimal),
    }),
    properties: entriesOf(properties),
    traits: entriesOf(traits),
  },
  { requiredKeys: ['name', 'customer', 'at', 'actor', 'properties'] },
)

const number = fc.oneof(fc.integer({ min: -2, max: 12 }), decimal)
const shared = {
  in: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  not: scalar,
  gte: number,
  gt: number,
  lte: number,
  lt: number,
  exists: fc.boolean(),
}
const isGiven = (given: object) => Object.keys(given).length > 0
const ofText: fc.Arbitrary<Comparison> = fc.oneof(
  scalar,
  fc.record({ ...shared, contains: text }, { requiredKeys: [] }).filter(isGiven),
)
/** `contains` cannot be asked of the score. */
const ofScore: fc.Arbitrary<Comparison> = fc.oneof(scalar, fc.record(shared, { requiredKeys: [] }).filter(isGiven))

const condition = fc
  .oneof(fc.constantFrom(...fields), fc.constantFrom(...properties))
  .chain((key) => fc.tuple(fc.constant(key), key === 'score' ? ofScore : ofText))
const where = fc.array(condition, { minLength: 1, maxLength: 2 }).map((pairs) => Object.fromEntries(pairs))
const name = text.filter((each) => each !== '')
const event = fc.oneof(name, fc.array(name, { minLength: 1, maxLength: 3 }))
const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({ event }),
  fc.record({ event, where }),
  fc.record({ where }),
  fc.record({ trait: fc.constantFrom(...traits, 'y'), is: ofText }),
)

export const anyPredicate: fc.Arbitrary<Predicate> = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    fc.record({ all: fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('predicate') }),
  ),
})).predicate
