import { expect, test } from 'vitest'
import type { Profile } from '../../event/index.ts'
import { assign, columnOf, nameAll, rateAs, takenFor, timeUnit } from './profile-edit.ts'

const profile: Profile = {
  throughline: 'import/1',
  fields: { case: 'id', name: 'what', at: { column: 'when', unit: 'ms' }, customer: { crm: 'client' } },
  traits: ['segment'],
  ignore: ['row'],
}

test('[W17] each column knows what it is taken for', () => {
  expect(
    ['id', 'what', 'when', 'client', 'segment', 'row', 'amount'].map((column) => takenFor(profile, column)),
  ).toEqual(['case', 'name', 'at', 'customer', 'trait', 'ignore', 'property'])
})

test('[W17] a field has one column: giving it to another frees the first', () => {
  const moved = assign(profile, 'amount', 'case')
  expect(takenFor(moved, 'amount')).toBe('case')
  expect(takenFor(moved, 'id')).toBe('property')
})

test('[W17] a column put to another use leaves its old one', () => {
  const moved = assign(assign(profile, 'segment', 'ignore'), 'when', 'property')
  expect(moved.traits).toBeUndefined()
  expect(moved.ignore).toEqual(['row', 'segment'])
  expect(columnOf(moved.fields, 'at')).toBeNull()
})

test('[W17] a score has a scale, times that are numbers a unit, and rows without a name column one name', () => {
  const scored = rateAs(assign(profile, 'amount', 'score'), 'ces')
  expect(scored.fields.score).toEqual({ kind: 'ces', column: 'amount' })
  expect(timeUnit(profile, 'us').fields.at).toEqual({ column: 'when', unit: 'us' })
  expect(timeUnit(profile, '').fields.at).toBe('when')
  expect(nameAll(profile, 'Answered').fields.name).toEqual({ const: 'Answered' })
  expect(nameAll(profile, '').fields.name).toBeUndefined()
})
