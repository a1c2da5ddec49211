import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyMap } from './arbitrary.ts'
import { type MapProblem, parseMap, placeOf, printMap } from './index.ts'

const seed = 20_417
const example = readFileSync(new URL('./example.map.yaml', import.meta.url), 'utf8')

function problemsOf(text: string): readonly MapProblem[] {
  const result = parseMap(text)
  return result.ok ? [] : result.problems
}

/** The example with some of its texts replaced. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example does not hold ${from}`)
    return text.replace(from, to)
  }, example)
}

/** The word of the text that a problem points to, and what it says of it. */
function short({ line, column, at, code, remedy }: MapProblem, text: string): string {
  const word = /^[\w-]*/.exec(text.split('\n')[line - 1]?.slice(column - 1) ?? '')
  return `${word?.[0]} ${at} ${code}; ${remedy}`
}

test('[M1] the least that is a map', () => {
  const text =
    'throughline: map/1\nid: a\ntitle: A\nstate: as-is\nphases: [{ id: p, title: P, steps: [{ id: s, title: S }] }]'
  expect(parseMap(text)).toMatchObject({ ok: true, map: { id: 'a' } })
  expect(problemsOf('throughline: map/1').map((each) => each.at)).toEqual(['id', 'title', 'state', 'phases'])
})

test.for([
  ['sponsor:', 'sponser:', 'sponser programme.sponser unknown-key; did you mean "sponsor"?'],
  ['title: First-time buyer', 'titel: First-time buyer', 'titel personas[0].titel unknown-key; did you mean "title"?'],
  [
    'id: submitted',
    'id: Submitted',
    'id phases[1].steps[0].id bad-value; use small letters, digits and single hyphens, as in papers-received',
  ],
  ['id: decision', 'id: submitted', 'id phases[1].steps[1].id duplicate-id; give each its own id'],
  [
    'next: decision',
    'next: decison',
    'next phases[1].steps[0].promise.next unknown-reference; did you mean "decision"?',
  ],
  [
    'next: [keys, withdrawn]',
    'next: [keys, withdrwan]',
    'withdrwan phases[1].steps[1].next[1] unknown-reference; did you mean "withdrawn"?',
  ],
  ['good: [keys]', 'good: [key]', 'key outcome.good[0] unknown-reference; did you mean "keys"?'],
  ['step: [keys, withdrawn]', 'step: [kyes]', 'kyes case.ends.step[0] unknown-reference; did you mean "keys"?'],
  ['team: branch', 'team: brnch', 'team phases[2].steps[0].team unknown-reference; did you mean "branch"?'],
  [
    'systems: [los]\n        partners',
    'systems: [loss]\n        partners',
    'loss phases[1].steps[0].systems[0] unknown-reference; did you mean "los"?',
  ],
  [
    'partners: [bureau]',
    'partners: [buraeu]',
    'buraeu phases[1].steps[0].partners[0] unknown-reference; did you mean "bureau"?',
  ],
  [
    'receiver: lending',
    'receiver: landing',
    'receiver phases[1].steps[0].receiver unknown-reference; did you mean "lending"?',
  ],
  [
    'system: los }',
    'system: lso }',
    'system phases[1].steps[0].backstage[0].system unknown-reference; did you mean "los"?',
  ],
  [
    'within: 2 days',
    'within: two days',
    'within phases[1].steps[0].promise.within bad-duration; write it as 90 minutes, 2 days, 3 business days, or in ISO 8601 as PT90M',
  ],
  ['quiet: 90 days', 'quiet: 3 months', 'quiet case.ends.quiet bad-duration; write days, as in 30 days'],
  ['quiet: 90 days', 'quiet: 90 business days', 'quiet case.ends.quiet bad-duration; write it in days or hours'],
  ['valence: -1', 'valence: -3', 'valence phases[1].steps[0].feels.valence bad-value; valence goes from -2 to 2'],
  ['valence: -1', 'valence: low', 'valence phases[1].steps[0].feels.valence wrong-type; give a number'],
  ['value: 1200 EUR', 'value: 1200', 'value outcome.value wrong-type; write it in quotes: "1200"'],
  ['value: 1200 EUR', 'value: 1200 euros', 'value outcome.value bad-value; write it as 1200 EUR'],
  ['reviewed: 2026-10-01', 'reviewed: October', 'reviewed programme.reviewed bad-value; write it as 2026-10-01'],
  ['stage: need', 'stage: needs', 'stage phases[0].stage bad-value; see the form in docs/schema'],
  [
    '{ event: Decision Sent }',
    '{ tag: decided }',
    'tag phases[1].steps[1].match.tag not-askable; ask here for an event or a trait',
  ],
  [
    '{ event: Decision Sent }',
    '{ evnt: Decision Sent }',
    'evnt phases[1].steps[1].match.evnt unknown-key; did you mean "event"?',
  ],
  [
    'amount: { gte: 50000 }',
    'amount: { gte: much }',
    'gte phases[0].steps[0].match.where.amount.gte wrong-type; give a number',
  ],
  [
    'journey: credit-check',
    'journey: mortgage',
    'journey phases[1].steps[1].journey bad-value; name the smaller journey that stands behind the step',
  ],
  ['id: branch', 'id: customer', 'id teams[3].id duplicate-id; give each its own id'],
  ['id: bureau', 'id: lending', 'id partners[0].id duplicate-id; give each its own id'],
  ['title: Wonder', 'title: Wonder\n    title: Ask', 'title phases[0].title duplicate-key; keep one of the two'],
  ['moment: true', 'moment: maybe', 'moment phases[1].steps[0].moment wrong-type; give true or false'],
] as const)('[M3] %s becomes %s', ([from, to, problem]) => {
  const text = changed([from, to])
  expect(problemsOf(text).map((each) => short(each, text))).toContain(problem)
})

test('[M2] all problems at once, in the order of the text', () => {
  const text = changed(
    ['sponsor:', 'sponser:'],
    ['gte: 50000', 'gte: much'],
    ['within: 2 days', 'within: two days'],
    ['next: [keys,', 'next: [kesy,'],
  )
  expect(problemsOf(text).map((each) => [each.at, each.code])).toEqual([
    ['programme.sponser', 'unknown-key'],
    ['phases[0].steps[0].match.where.amount.gte', 'wrong-type'],
    ['phases[1].steps[0].promise.within', 'bad-duration'],
    ['phases[1].steps[1].next[0]', 'unknown-reference'],
  ])
})

test('[M2] after a hundred problems the rest is summed up', () => {
  const unknown = Array.from({ length: 300 }, (_, i) => `key${i}: 1`).join('\n')
  const problems = problemsOf(`${example}${unknown}\n`)
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)).toMatchObject({ code: 'too-many' })
})

test.for([
  ['', 'the text is empty'],
  ['# only a comment\n', 'the text is empty'],
  ['a: [1, 2', 'Flow sequence'],
  ['\ta: 1', 'Tabs are not allowed'],
  ['a: b: c', 'Nested mappings'],
  ['a: "b', 'Missing closing'],
  ['a: !!js/function "x"', 'Unresolved tag'],
  ['a: 1\n---\nb: 2', 'a second document'],
  ['a: *b', 'Unresolved alias'],
  ['- a', 'a list is not a group of keys'],
  ['5', '5 is not a group of keys'],
  ['\0\u0001', 'is not a group of keys'],
  ['a: &a [*a]', 'nested more than 64 levels deep'],
] as const)('[M4] %j is no map', ([text, says]) => {
  expect(
    problemsOf(text)
      .map((each) => each.says)
      .join('\n'),
  ).toContain(says)
})

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefghijk'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijk'[i]}`)}]`),
].join('\n')

test.for([
  ['ten million characters', 'x: 1\n'.repeat(2_000_000), 'too-large'],
  ['a word of ten million characters', 'x'.repeat(10_000_000), 'too-large'],
  ['brackets', '['.repeat(190_000), 'too-deep'],
  ['brackets without end', '['.repeat(400_000), 'too-large'],
  ['dashes', '- '.repeat(190_000), 'too-deep'],
  ['dashes without end', '- '.repeat(300_000), 'too-large'],
  ['question marks', '? '.repeat(190_000), 'too-deep'],
  ['indents', Array.from({ length: 800 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'too-deep'],
  ['aliases that multiply', bomb, 'yaml'],
  ['sixty thousand keys', Array.from({ length: 45_000 }, (_, i) => `k${i}: 1`).join('\n'), 'too-many'],
  ['closing brackets', ']'.repeat(190_000), 'yaml'],
  ['a hundred thousand items', '- a\n'.repeat(95_000), 'wrong-type'],
  ['a key that replaces the prototype', changed(['moment: true', '__proto__: { polluted: true }']), 'bad-value'],
] as const)('[M4] %s give a problem and no hang', ([, text, code]) => {
  expect(problemsOf(text).map((each) => each.code)).toContain(code)
})

test('[M4] any damage to a map gives a map or problems with a place in the text, and never a crash', () => {
  const damage = fc.record({
    at: fc.nat({ max: example.length }),
    cut: fc.nat({ max: 12 }),
    put: fc.string({ unit: 'binary', maxLength: 4 }),
  })
  fc.assert(
    fc.property(damage, ({ at, cut, put }) => {
      const text = example.slice(0, at) + put + example.slice(at + cut)
      const lines = text.split('\n').length
      for (const { line, column, says, remedy } of problemsOf(text)) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines + 1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(`${says}${remedy}`).not.toMatch(/undefined|\[object|^;/)
      }
    }),
    { seed, numRuns: 300 },
  )
})

test('[M5] every part knows its place', () => {
  const result = parseMap(example)
  if (!result.ok) throw new Error('the example is a map')
  expect(placeOf(result.lines, 'phases[1].steps[0].promise')).toEqual({ line: 55, column: 9 })
  expect(placeOf(result.lines, 'phases[1].steps[0].promise.score.kind')).toEqual({ line: 55, column: 9 })
  expect(placeOf(result.lines, '')).toEqual({ line: 2, column: 1 })
  const whereKey = parseMap(changed(['amount: { gte: 50000 }', '"first name": x']))
  expect(whereKey.ok && placeOf(whereKey.lines, 'phases[0].steps[0].match.where["first name"]').line).toBe(33)
})

test('[M6] without a list of teams a team is not unknown', () => {
  const text =
    'throughline: map/1\nid: a\ntitle: A\nstate: as-is\nphases: [{ id: p, title: P, steps: [{ id: s, title: S, team: nobody, initiator: someone }] }]'
  expect(parseMap(text).ok).toBe(true)
  expect(problemsOf(`${text}\nteams: []\npartners: []`).map((each) => each.at)).toEqual([
    'phases[0].steps[0].team',
    'phases[0].steps[0].initiator',
  ])
})

test('[M2] a step id that is misspelt anywhere in any map is found', () => {
  fc.assert(
    fc.property(anyMap, (map) => {
      const text = printMap({ ...map, outcome: { good: ['no-such-step'] } })
      expect(problemsOf(text).map((each) => each.at)).toContain('outcome.good[0]')
    }),
    { seed, numRuns: 50 },
  )
})
