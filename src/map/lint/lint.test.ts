/**
 * Each rule has its fixture, `fixtures/<rule>.map.yaml`, whose first line says where the rule finds something. The example map is
 * one that no rule finds anything in.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Finding, lint, type MapDocument, parseMap } from '../index.ts'
import { lint as lintWith } from './lint.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules.ts'
import { severities } from './severities.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const page = (rule: string) => new URL(`../../../docs/lint/${rule}.md`, import.meta.url)

function lintText(text: string, change: Partial<MapDocument> = {}): readonly Finding[] {
  const result = parseMap(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return lint({ ...result.map, ...change }, result.lines)
}
const ofRule = (findings: readonly Finding[], rule: string) => findings.filter((finding) => finding.rule === rule)

test('[M11] a map that does everything asked of it has no finding', () => {
  expect(lintText(read('../example.map.yaml'))).toEqual([])
})

test.for(Object.keys(severities))('[M11] %s', (rule) => {
  const text = read(`./fixtures/${rule}.map.yaml`)
  const places = /^# finds: ?(.*)\n/.exec(text)?.[1]?.split(' ')
  const found = ofRule(lintText(text), rule)
  expect(found.map((finding) => finding.at)).toEqual(places)
  for (const finding of found) {
    expect(finding.line).toBeGreaterThan(1)
    expect(finding.says).not.toBe('')
    expect(finding.remedy).not.toBe('')
  }
})

test('[M11] every rule has its file, its fixture and its page, all of one name', () => {
  const names = Object.keys(severities).toSorted()
  const filesIn = (folder: string, suffix: string) =>
    readdirSync(new URL(folder, import.meta.url))
      .map((file) => file.replace(suffix, ''))
      .toSorted()
  expect(filesIn('./rules', '.ts')).toEqual(names)
  expect(filesIn('./fixtures', '.map.yaml')).toEqual(names)
  expect(filesIn('../../../docs/lint', '.md')).toEqual(names)
  expect(Object.entries(rules).every(([name, rule]) => rule.name === name)).toBe(true)
})

test.for(Object.entries(severities))(
  '[M11] the page of %s says what, how grave, why and what to do',
  ([rule, { map, draft }]) => {
    expect(existsSync(page(rule))).toBe(true)
    const text = readFileSync(page(rule), 'utf8')
    expect(text.split('\n')[0]).toBe(`# ${rule}`)
    expect(text).toContain(`**Severity** ${map}; in a draft ${draft}.`)
    for (const part of ['**Finds**', '**Why**', '**Remedy**']) expect(text).toContain(part)
  },
)

test('[M12] what only people know is a hint in a draft', () => {
  const text = read('./fixtures/no-sponsor.map.yaml')
  expect(ofRule(lintText(text), 'no-sponsor')).toMatchObject([{ severity: 'warning' }])
  expect(ofRule(lintText(text, { draft: true }), 'no-sponsor')).toMatchObject([{ severity: 'info' }])
  const unmatched = lintText(read('./fixtures/unmatched-step.map.yaml'), { draft: true })
  expect(ofRule(unmatched, 'unmatched-step')).toMatchObject([{ severity: 'warning' }])
})

test('[M13] a rule that throws becomes a finding, and the others still judge', () => {
  const result = parseMap(read('./fixtures/no-persona.map.yaml'))
  if (!result.ok) throw new Error('the fixture is a map')
  const broken: Rule = {
    name: 'no-goal',
    check() {
      throw new TypeError('no such lane')
    },
  }
  const findings = lintWith(result.map, result.lines, [broken, rules['no-persona']])
  expect(findings).toMatchObject([
    { rule: 'no-goal', severity: 'error', says: 'the rule no-goal could not judge this map: no such lane' },
    { rule: 'no-persona' },
  ])
})

test('[M11] the steps of a to-be map need no events yet', () => {
  expect(ofRule(lintText(read('./fixtures/unmatched-step.map.yaml'), { state: 'to-be' }), 'unmatched-step')).toEqual([])
})

test('[M11] without stages, neither the start nor the end of a map is judged', () => {
  const rulesFound = lintText(read('./fixtures/unreachable-step.map.yaml')).map((finding) => finding.rule)
  expect(rulesFound).toContain('no-stage')
  expect(rulesFound).not.toContain('starts-late')
  expect(rulesFound).not.toContain('ends-at-purchase')
})
