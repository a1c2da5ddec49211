import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodings, formats } from './format.ts'
import type { Profile } from './profile.ts'
import { profileSchema } from './profile-schema.ts'
import { parseProfile, printProfile } from './profile-text.ts'

const column = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('no', 'NULL', '1', '~', 'a: b', '- x', '#', "'", 'const', '\t'),
)
const source = fc.oneof(column, fc.record({ const: column }))
const optional = { requiredKeys: [] as [] }
const fields = fc.record(
  {
    id: column,
    customer: fc.oneof(column, fc.dictionary(fc.constantFrom('userId', 'email'), column)),
    case: column,
    name: source,
    at: fc.oneof(column, fc.record({ column, unit: fc.constantFrom('s' as const, 'ns' as const) })),
    actor: fc.oneof(
      column,
      fc.record({ column, values: fc.dictionary(fc.constantFrom('a', 'no'), fc.constant('partner' as const)) }),
    ),
    team: source,
    score: fc.record({ kind: fc.constant('ces' as const), column }),
  },
  optional,
)
const anyProfile: fc.Arbitrary<Profile> = fc
  .record(
    {
      format: fc.constantFrom(...formats),
      delimiter: fc.constantFrom(',', '\t', '|'),
      encoding: fc.constantFrom(...encodings),
      zone: fc.constantFrom('UTC', '+01:00', 'Europe/Vienna'),
      lifecycle: column,
      dayFirst: fc.boolean(),
      absent: fc.array(fc.string()),
      traits: fc.array(column),
      ignore: fc.array(column),
    },
    optional,
  )
  .chain((rest) => fields.map((all): Profile => ({ throughline: 'import/1', ...rest, fields: all })))

test('[E80] a profile that is printed is read as it was', () => {
  fc.assert(
    fc.property(anyProfile, (profile) => {
      const plain: unknown = JSON.parse(JSON.stringify(profile))
      expect(parseProfile(printProfile(profile))).toEqual({ profile: plain, problems: [] })
    }),
    { seed: 20417, numRuns: 300 },
  )
})

test('[E81] every problem is told at once, each with its line and what could stand there', () => {
  const text =
    'throughline: import/1\nzone: Mars\nfilds: 1\nfields:\n  at: { column: x, unit: h }\n  actor: { column: r, values: { a: nobody } }\n'
  const { problems } = parseProfile(text)
  expect(problems.map(({ line, at }) => [line, at])).toEqual([
    [2, 'zone'],
    [5, 'fields.at.unit'],
    [6, 'fields.actor.values.a'],
    [3, 'filds'],
  ])
  expect(problems[0]?.says).toMatch(/^is not a zone: use UTC/)
})

test('[E81] text that is no YAML, or nothing, has its problem too', () => {
  expect(parseProfile('throughline: [').problems[0]).toMatchObject({ line: 1, column: 15 })
  expect(parseProfile('').problems[0]).toMatchObject({ line: 1, column: 1 })
})

test('[E81] any text is a profile or has problems', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&', '*', '"', '!') }),
      (text) => {
        const { profile, problems } = parseProfile(text)
        expect(profile === null).toBe(problems.length > 0)
      },
    ),
    { seed: 20418, numRuns: 1000 },
  )
})

test('[E82] the schema of profiles can be published as JSON Schema', () => {
  expect(profileSchema.toJSONSchema()).toMatchObject({ type: 'object', required: ['throughline', 'fields'] })
})
