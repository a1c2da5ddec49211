import { expect, test } from 'vitest'
import { lint, parseMap, stages } from '../src/map/index.ts'
import { catalogue } from './catalogue.ts'
import { demoMaps } from './index.ts'

const parsed = demoMaps().map((text) => parseMap(text))
const maps = parsed.flatMap((one) => (one.ok ? [one.map] : []))
const steps = maps.flatMap(({ phases }) => phases.flatMap((phase) => phase.steps.map((step) => ({ phase, step }))))
const names = (match: object | undefined): readonly unknown[] =>
  match !== undefined && 'event' in match ? [match.event].flat() : []

test('[D8] the maps parse, and say that they are simulated', () => {
  expect(parsed.flatMap((one) => (one.ok ? [] : one.problems))).toEqual([])
  expect(maps.map(({ id, simulated }) => [id, simulated])).toEqual([
    ['opening-a-business-account', true],
    ['getting-help', true],
    ['first-ninety-days', true],
  ])
})

test('[D8] lint finds no error, and of the warnings only the gaps left on purpose', () => {
  const findings = parsed.flatMap((one) => (one.ok ? lint(one.map, one.lines) : []))
  expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule, severity }) => [rule, severity])).toEqual([
    ['unmatched-step', 'warning'],
    ['starts-late', 'warning'],
    ['starts-late', 'warning'],
  ])
})

test('[D8] they match only names that occur', () => {
  const matched = steps.flatMap(({ step }) => names(step.match))
  expect(matched.filter((name) => !Object.hasOwn(catalogue, String(name)))).toEqual([])
})

test('[D8] the opening map reaches from need to advocate, and one step is measured by nobody', () => {
  expect([...new Set(maps[0]?.phases.map(({ stage }) => stage))]).toEqual([...stages])
  expect(steps.filter(({ step }) => step.match === undefined).map(({ phase, step }) => [phase.stage, step.id])).toEqual(
    [['advocate', 'reviews']],
  )
})

test('[D8] part of need and of advocate is on no map', () => {
  const matched = new Set(steps.flatMap(({ step }) => names(step.match)))
  expect(['Guide Read', 'Chat Asked', 'Review Written'].filter((name) => matched.has(name))).toEqual([])
})

test('[D8] a step that stands for a smaller journey names one of these maps', () => {
  const smaller = steps.flatMap(({ step }) => step.journey ?? [])
  expect(smaller.filter((id) => !maps.some((map) => map.id === id))).toEqual([])
  expect(smaller.length).toBeGreaterThan(0)
})
