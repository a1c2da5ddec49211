/** Random maps for the laws: every key there or not, and texts that have broken YAML readers before. Used by tests only. */
import fc from 'fast-check'
import type { Predicate } from '../match/index.ts'
import { type MapDocument, type Named, type Step, stages } from './document.ts'

const nasty = [
  '',
  ' ',
  'a',
  ' a',
  'a ',
  'a: b',
  'a #b',
  '#',
  '- a',
  '-',
  '? a',
  ':',
  '[a',
  '{a}',
  ']',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%',
  '@',
  '`',
  "it's",
  '"',
  "'",
  '\\',
  'true',
  'False',
  'NULL',
  '~',
  'yes',
  'no',
  'on',
  'y',
  'n',
  '0',
  '-0',
  '1e3',
  '.5',
  '0x10',
  '0o7',
  '1_000',
  '12:30',
  '.inf',
  '.nan',
  '2026-10-01',
  '<<',
  '=',
  'a\nb',
  'a\n',
  '\n',
  '\ta',
  'a\tb',
  'a\r\nb',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u00a0',
  '\ud800',
  '😀',
  'é',
  '---',
  '...',
  'a,b',
  'a, b',
  '2 days',
  '10%',
  'x'.repeat(150),
  'word '.repeat(40),
  '/',
  '(a)',
  '_',
  'a  b',
]
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.lorem({ maxCount: 12 }),
)
const filled = text.filter((each) => each !== '')
const texts = fc.array(text, { maxLength: 3 })

const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
const scalar = fc.oneof(text, number, fc.boolean())
const operators = {
  in: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  not: scalar,
  gte: number,
  lt: number,
  exists: fc.boolean(),
  contains: text,
}
const isGiven = (given: object) => Object.keys(given).length > 0
const comparison = fc.oneof(scalar, fc.record(operators, { requiredKeys: [] }).filter(isGiven))
const property = fc
  .oneof(filled, fc.constantFrom('x', 'channel', 'y'.repeat(200)))
  .filter((key) => key !== '__proto__' && key !== 'score' && key.length <= 200)
const where = fc.dictionary(property, comparison, { minKeys: 1, maxKeys: 2, noNullPrototype: true })
const event = fc.oneof(filled, fc.array(filled, { minLength: 1, maxLength: 3 }))
const condition: fc.Arbitrary<Predicate> = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2 },
    fc.record({ event, where }, { requiredKeys: ['event'] }),
    fc.record({ trait: filled, is: comparison }),
    fc.record({ all: fc.array(tie('predicate'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('predicate'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('predicate') }),
  ),
})).predicate

const duration = fc.constantFrom('90 minutes', '2 days', 'P1DT2H', '1 day 12 hours')
const within = fc.oneof(duration, fc.constantFrom('3 business days', '4 business hours'))
const date = fc.constantFrom('2026-10-01', '1999-02-28')
const people = fc.constantFrom('customer', 'lending', 'bureau')
const count = fc.nat({ max: 20 })

function stepOf(id: string, ids: readonly string[]): fc.Arbitrary<Step> {
  const step = fc.constantFrom(...ids)
  const steps = fc.array(step, { maxLength: 3 })
  const score = fc.record({ kind: fc.constantFrom('nps', 'csat', 'ces'), atLeast: number })
  const work = fc.record(
    { team: fc.constant('lending'), does: text, system: fc.constant('los') },
    { requiredKeys: ['does'] },
  )
  const grade = fc.constantFrom('assumed', 'heard', 'measured')
  return fc.record(
    {
      id: fc.constant(id),
      title: filled,
      match: condition,
      journey: fc.constant('credit-check'),
      initiator: people,
      receiver: people,
      channel: text,
      team: fc.constant('lending'),
      systems: fc.constantFrom([], ['los'], ['los', 'los']),
      partners: fc.constantFrom([], ['bureau']),
      does: text,
      thinks: text,
      expects: text,
      feels: fc.record({ valence: fc.constantFrom(-2, -0, 0, 0.5, 2), words: texts }, { requiredKeys: ['valence'] }),
      backstage: fc.array(work, { maxLength: 2 }),
      promise: fc.record(
        { next: fc.oneof(step, steps), within, score, contacts: count.map((n) => n + 1) },
        { requiredKeys: [] },
      ),
      evidence: fc.array(
        fc.record({ kind: filled, grade, at: date, says: text, n: count }, { requiredKeys: ['kind'] }),
        { maxLength: 2 },
      ),
      pains: texts,
      opportunities: texts,
      moment: fc.boolean(),
      next: steps,
      starts: fc.boolean(),
      ends: fc.boolean(),
    },
    { requiredKeys: ['id', 'title'] },
  )
}

const names = (id: string): fc.Arbitrary<readonly Named[]> =>
  fc.record({ id: fc.constant(id), title: filled }).map((one) => [one])

/** `shape` is the number of steps in each phase. */
function mapOf(shape: readonly number[]): fc.Arbitrary<MapDocument> {
  const idsOf = (p: number) => Array.from({ length: shape[p] ?? 0 }, (_, s) => `step-${p}-${s}`)
  const ids = shape.flatMap((_, p) => idsOf(p))
  const steps = fc.array(fc.constantFrom(...ids), { maxLength: 2 })
  const phases = shape.map((_, p) => {
    const own = fc.tuple(...idsOf(p).map((id) => stepOf(id, ids)))
    return fc.record(
      { id: fc.constant(`phase-${p}`), title: filled, stage: fc.constantFrom(...stages), steps: own },
      { requiredKeys: ['id', 'title', 'steps'] },
    )
  })
  const persona = fc.record(
    { id: fc.constant('buyer'), title: filled, goals: texts, context: text },
    { requiredKeys: ['id', 'title'] },
  )
  return fc.record(
    {
      throughline: fc.constant('map/1'),
      id: fc.constantFrom('mortgage', 'a', '0', 'true', 'null', '1-2'),
      title: filled,
      state: fc.constantFrom('as-is', 'to-be'),
      draft: fc.boolean(),
      simulated: fc.boolean(),
      personas: fc.array(persona, { maxLength: 1 }),
      segment: condition,
      programme: fc.record({ sponsor: text, goal: text, reviewed: date, participants: texts }, { requiredKeys: [] }),
      case: fc.record(
        { by: filled, from: texts, ends: fc.record({ step: steps, quiet: duration }, { requiredKeys: [] }) },
        { requiredKeys: [] },
      ),
      outcome: fc.record(
        { good: steps, bad: steps, value: fc.constantFrom('1200 EUR', '0.5 USD') },
        { requiredKeys: [] },
      ),
      teams: names('lending'),
      systems: names('los'),
      partners: names('bureau'),
      phases: fc.tuple(...phases),
    },
    { requiredKeys: ['throughline', 'id', 'title', 'state', 'phases'] },
  )
}

export const anyMap: fc.Arbitrary<MapDocument> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
  .chain(mapOf)
