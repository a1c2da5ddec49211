import type { ReadProblemCode } from '../problem.ts'

/** What a scanner of XES hands out: elements, with the two attributes that carry everything in XES. */
export interface ElementSink {
  /** an element begins; `isEmpty` where it also ends, and no `close` follows */
  open(tag: string, key: string, value: string, isEmpty: boolean): void
  close(tag: string): void
  problem(code: ReadProblemCode, says: string): Error
}

const slash = 47
const greater = 62
const equals = 61
const ampersand = 38
const bang = 33
const question = 63

/** No tag, comment or heading of an event log is longer; what is longer is no event log. */
const longestMarkup = 16 * 1024 * 1024

/**
 * Reads the XML that event logs are written in, whatever pieces it comes in: elements, attributes, references, comments,
 * CDATA, processing instructions, a document type. Text between elements means nothing in XES and is passed over. A
 * general parser (saxes) took four times as long, since it looks at every character and makes an object of every tag.
 */
export class XmlScanner {
  readonly #sink: ElementSink
  readonly #open: string[] = []
  #rest = ''
  #roots = 0

  constructor(sink: ElementSink) {
    this.#sink = sink
  }

  push(text: string): void {
    const all = this.#rest === '' ? text : this.#rest + text
    let at = 0
    while (at < all.length) {
      const start = all.indexOf('<', at)
      if (start < 0) {
        at = all.length
        break
      }
      const end = this.#markup(all, start)
      at = end < 0 ? start : end
      if (end < 0) break
    }
    this.#rest = at === 0 ? all : all.slice(at)
    if (this.#rest.length > longestMarkup) throw this.#sink.problem('too-long', 'a tag or comment has no end')
  }

  end(): void {
    if (this.#rest !== '') throw this.#sink.problem('cut-short', 'the file ends inside a tag or comment')
    const open = this.#open.at(-1)
    if (open !== undefined) throw this.#sink.problem('cut-short', `the file ends before </${open}>`)
    if (this.#roots === 0) throw this.#sink.problem('format-mismatch', 'there is no XML element in it')
  }

  /** Reads what begins at `<`; answers where it ends, or -1 where that has not come yet. */
  #markup(text: string, at: number): number {
    const code = text.charCodeAt(at + 1)
    if (code === slash) return this.#close(text, at)
    if (code === question) return behind(text, '?>', at + 2)
    if (code === bang) return this.#declaration(text, at)
    return this.#element(text, at)
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4)
    if (text.startsWith('<![CDATA[', at)) return behind(text, ']]>', at + 9)
    const end = text.indexOf('>', at)
    const subset = text.indexOf('[', at)
    if (subset < 0 || (end >= 0 && end < subset)) return end < 0 ? -1 : end + 1
    const close = text.indexOf(']', subset)
    return close < 0 ? -1 : behind(text, '>', close)
  }

  #close(text: string, at: number): number {
    const end = text.indexOf('>', at)
    if (end < 0) return -1
    const open = this.#open.pop()
    const name = text.slice(at + 2, end).trim()
    const tag = name.slice(name.indexOf(':') + 1)
    if (tag !== open) throw this.#sink.problem('broken-structure', `</${name.slice(0, 60)}> closes <${open ?? ''}>`)
    this.#sink.close(open)
    return end + 1
  }

  #element(text: string, at: number): number {
    const length = text.length
    let end = at + 1
    let colon = at
    while (end < length && !isNameEnd(text.charCodeAt(end))) {
      if (text.charCodeAt(end) === 58) colon = end
      end++
    }
    if (end === length) return -1
    if (end === at + 1) throw this.#sink.problem('broken-structure', 'a "<" begins no tag')
    const tag = tagAt(text, colon + 1, end)
    return this.#attributes(text, end, tag)
  }

  #attributes(text: string, from: number, tag: string): number {
    let at = from
    let key = ''
    let value = ''
    for (;;) {
      at = pastSpace(text, at)
      const code = text.charCodeAt(at)
      if (code === greater || code === slash) {
        const isEmpty = code === slash
        if (isEmpty && at + 1 < text.length && text.charCodeAt(at + 1) !== greater) throw this.#broken(tag)
        if (isEmpty && at + 1 >= text.length) return -1
        this.#begin(tag, key, value, isEmpty)
        return isEmpty ? at + 2 : at + 1
      }
      const nameAt = at
      while (at < text.length && text.charCodeAt(at) !== equals && !isNameEnd(text.charCodeAt(at))) at++
      const nameEnd = at
      at = pastSpace(text, at)
      if (at >= text.length) return -1
      if (text.charCodeAt(at) !== equals || nameEnd === nameAt) throw this.#broken(tag)
      at = pastSpace(text, at + 1)
      if (at >= text.length) return -1
      const mark = text.charCodeAt(at)
      if (mark !== 34 && mark !== 39) throw this.#broken(tag)
      const start = at + 1
      let isPlain = true
      for (at = start; at < text.length; at++) {
        const one = text.charCodeAt(at)
        if (one === mark) break
        if (one === ampersand || one < 32) isPlain = false
      }
      if (at >= text.length) return -1
      if (nameEnd - nameAt === 3 && text.startsWith('key', nameAt)) key = content(text, start, at, isPlain)
      else if (nameEnd - nameAt === 5 && text.startsWith('value', nameAt)) value = content(text, start, at, isPlain)
      at++
    }
  }

  #begin(tag: string, key: string, value: string, isEmpty: boolean): void {
    if (this.#open.length === 0 && ++this.#roots > 1) {
      throw this.#sink.problem('broken-structure', `<${tag}> stands behind the end of the log`)
    }
    if (!isEmpty) this.#open.push(tag)
    this.#sink.open(tag, key, value, isEmpty)
  }

  #broken(tag: string): Error {
    return this.#sink.problem('broken-structure', `the tag <${tag.slice(0, 60)}> is not well formed`)
  }
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

function pastSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}

function isNameEnd(code: number): boolean {
  return code <= 32 || code === slash || code === greater || code === equals || code === 60
}

const known = ['string', 'date', 'event', 'int', 'float', 'boolean', 'trace', 'id', 'list', 'container', 'values']

/** The name of a tag, without making a new string of the usual ones. */
function tagAt(text: string, from: number, end: number): string {
  for (const name of known) if (name.length === end - from && text.startsWith(name, from)) return name
  return text.slice(from, end)
}

function content(text: string, from: number, end: number, isPlain: boolean): string {
  const raw = text.slice(from, end)
  return isPlain ? raw : dereference(raw.replace(/\r\n|[\t\n\r]/g, ' '))
}

const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** References as what they stand for; one that nobody defines stays as it is written. */
function dereference(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return references[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
