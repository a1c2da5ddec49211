import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import { readText } from './trial.ts'
import { XmlScanner } from './xml-scan.ts'

const profile: Profile = {
  throughline: 'import/1',
  format: 'xes',
  fields: { case: 'case:concept:name', name: 'concept:name', at: 'time:timestamp', team: 'org:group' },
}
const at = '<date key="time:timestamp" value="2024-01-01T00:00:00Z"/>'
const event = (inner: string) => `<event><string key="concept:name" value="a"/>${at}${inner}</event>`
const log = (inner: string) => `<?xml version="1.0"?><log xes.version="1.0">${inner}</log>`
const trace = (inner: string) => log(`<trace><string key="concept:name" value="c1"/>${inner}</trace>`)
const read = async (text: string, sizes?: readonly number[]) => await readText(text, profile, sizes)
const first = async (text: string) => (await read(text)).events[0]?.event

type Element = { tag: string; key: string; value: string } | { close: string }

function scanned(text: string, cuts: readonly number[] = []): Element[] {
  const found: Element[] = []
  const scanner = new XmlScanner({
    open: (tag, key, value, isEmpty) => {
      found.push({ tag, key, value })
      if (isEmpty) found.push({ close: tag })
    },
    close: (tag) => found.push({ close: tag }),
    problem: (code, says) => new ReadProblem({ code, file: 'trial', says, remedy: '' }),
  })
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  ;[0, ...places].forEach((from, i) => {
    scanner.push(text.slice(from, places[i] ?? text.length))
  })
  scanner.end()
  return found
}

/** The same by a parser that was written by others. */
function parsed(text: string): Element[] {
  const found: Element[] = []
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    found.push({ tag: local(name), key: attributes['key'] ?? '', value: attributes['value'] ?? '' })
  })
  parser.on('closetag', ({ name }) => found.push({ close: local(name) }))
  parser.write(text).close()
  return found
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
const attributeText = fc
  .string({ unit: fc.constantFrom('a', 'é', '>', '<', '&', '"', "'", '\n', ' ', '🤨', '/', '='), maxLength: 6 })
  .map(escaped)
const tag = fc.constantFrom('string', 'event', 'xes:date', 'made-up', 'log', 'values')
const noise = fc.constantFrom('', ' ', '\n', 'text', '<!-- a > b <c> -->', '<![CDATA[<x>]] >]]>', '<?pi <a> ?>')
const element: fc.Memo<string> = fc.memo((depth) => {
  const inner = depth > 1 ? fc.array(fc.tuple(noise, element(depth - 1)), { maxLength: 3 }) : fc.constant([])
  return fc
    .tuple(tag, attributeText, attributeText, fc.boolean(), inner, noise)
    .map(([name, key, value, isEmpty, children, end]) => {
      const attributes = `key="${key}" other='x>y' value = "${value}"`
      return isEmpty
        ? `<${name} ${attributes} />`
        : `<${name} ${attributes}>${children.flat().join('')}${end}</${name} >`
    })
})

describe('XML', () => {
  test('[E50] elements are those that another parser finds, wherever the text is cut', () => {
    fc.assert(
      fc.property(element(4), fc.array(fc.nat(), { maxLength: 10 }), (root, cuts) => {
        const text = `<?xml version="1.0"?><!DOCTYPE log [<!ELEMENT log ANY>]><!-- - -->${root}<!---->`
        expect(scanned(text, cuts)).toEqual(parsed(text))
      }),
      { seed: 20417, numRuns: 500 },
    )
  })

  test('[E50] references become characters, unknown ones stay', () => {
    expect(scanned('<a key="&lt;&#65;&#x42;&apos;" value="&amp;amp; &nbsp; a&b"/>')[0]).toEqual({
      tag: 'a',
      key: "<AB'",
      value: '&amp; &nbsp; a&b',
    })
  })

  test.each([
    ['<a><b></a>', 'broken-structure'],
    ['<a b></a>', 'broken-structure'],
    ['<a/><b/>', 'broken-structure'],
    ['<a x="1"', 'cut-short'],
    ['<a><b/>', 'cut-short'],
    ['<!-- never', 'cut-short'],
    ['no tag at all', 'format-mismatch'],
    ['', 'format-mismatch'],
  ])('[E4] %j is a problem: %s', (text, code) => {
    expect(() => scanned(text)).toThrow(expect.objectContaining({ code }))
  })
})

describe('logs', () => {
  test('[E51] what a trace says, its events say too, unless they say otherwise', async () => {
    const text = log(
      `<trace><string key="concept:name" value="c1"/><string key="org:group" value="all"/><int key="amount" value="7"/>${event('')}${event('<string key="org:group" value="desk"/><float key="amount" value="8.5"/>')}</trace>`,
    )
    const { events } = await read(text)
    expect(events.map(({ event: { team, properties } }) => ({ team, properties }))).toEqual([
      { team: 'all', properties: { amount: 7 } },
      { team: 'desk', properties: { amount: 8.5 } },
    ])
  })

  test('[E52] a value keeps its type; a whole number too large for it stays text', async () => {
    const inner =
      '<boolean key="b" value="true"/><int key="i" value="12345678901234567890"/><date key="d" value="2024-05-06"/><id key="x" value="u"/>'
    expect((await first(trace(event(inner))))?.properties).toEqual({
      b: true,
      i: '12345678901234567890',
      d: '2024-05-06',
      x: 'u',
    })
  })

  test('[E53] what hangs on a value is a property of its own; a list is one value', async () => {
    const inner =
      '<string key="a" value="1"><int key="b" value="2"/></string>' +
      '<list key="l"><values><string key="x" value="1"/><string key="x" value="2"/></values></list>' +
      '<container key="c"><int key="n" value="3"><string key="u" value="kg"/></int></container>'
    expect((await first(trace(event(inner))))?.properties).toEqual({
      a: '1',
      'a.b': 2,
      l: '[{"x":"1"},{"x":"2"}]',
      c: '[{"n":3,"nested":[{"u":"kg"}]}]',
    })
  })

  test('[E54] a global default is no observation: what an event lacks, it lacks', async () => {
    const globals = `<global scope="event">${at}<string key="concept:name" value="UNKNOWN"/></global>`
    const text = log(`${globals}<trace><string key="concept:name" value="c1"/><event/><event>${at}</event></trace>`)
    expect((await read(text)).refused.map(({ line, field }) => ({ line, field }))).toEqual([
      { line: 1, field: 'name' },
      { line: 2, field: 'name' },
    ])
    const untimed = await read(trace('<event><string key="concept:name" value="a"/></event>'))
    expect(untimed.refused[0]).toMatchObject({ field: 'at', reason: 'is empty: nothing says when it happened' })
  })

  test('[E55] a trace without a name is called by its place; one called NA is called NA', async () => {
    const text = log(`<trace>${event('')}</trace><trace><string key="concept:name" value="NA"/>${event('')}</trace>`)
    expect((await read(text)).events.map((one) => one.event.case)).toEqual(['trace 1', 'NA'])
  })

  test('[E56] an attribute of a trace behind its events, and an event in no trace, are refused', async () => {
    const text = log(`<trace>${event('')}<string key="late" value="x"/></trace>${event('')}`)
    expect((await read(text)).refused.map(({ line, field }) => ({ line, field }))).toEqual([
      { line: 1, field: 'late' },
      { line: 2, field: 'case' },
    ])
  })

  test('[E25] lifecycle keeps the events of one transition and counts the others', async () => {
    const step = (is: string) => event(`<string key="lifecycle:transition" value="${is}"/>`)
    const text = trace(step('start') + step('COMPLETE'))
    const { events, filtered, refused } = await readText(text, { ...profile, lifecycle: 'complete' })
    expect([events.length, filtered, refused.length]).toEqual([1, 1, 0])
    expect(events[0]?.event.properties).toEqual({ 'lifecycle:transition': 'COMPLETE' })
    expect((await read(text)).events.length).toBe(2)
  })

  test('[E4] a log cut short hands out its events, then says so', async () => {
    const { events, problem } = await read(trace(event('') + event('')).slice(0, -12))
    expect(events.length).toBe(2)
    expect(problem).toMatchObject({ code: 'cut-short', says: 'the file ends inside a tag or comment (behind event 2)' })
  })

  test('[E4] other XML is not a log', async () => {
    expect((await read('<html><body/></html>')).problem?.says).toBe(
      'its first element is <html>, not <log> (before its first event)',
    )
  })

  test('[E2] events are the same whatever the chunks', async () => {
    const text = `\ufeff${trace(event('<string key="é&amp;" value="€ &lt;🤨"/>') + event('<list key="l"><values/></list>'))}`
    const whole = await read(text)
    expect(whole.events.length).toBe(2)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
        expect(await read(text, sizes)).toEqual(whole)
      }),
      { seed: 20418, numRuns: 50 },
    )
  })
})
