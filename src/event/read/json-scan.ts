import type { ReadProblemCode } from '../problem.ts'

export interface ElementsSink {
  /** one element of the array under `section` (a member of the root object; '' where the root is the array), as its text */
  element(section: string, text: string): void
  problem(code: ReadProblemCode, says: string): Error
}

/** No element is longer; what is longer is no list of events. */
const longestElement = 32 * 1024 * 1024

type State = 'root' | 'key' | 'colon' | 'value' | 'after-value' | 'element' | 'after-element' | 'done'

/**
 * Cuts a JSON document into the elements of its lists, whatever pieces it comes in, so that only one of them is ever held
 * whole. It finds where values end and leaves their inside to JSON.parse.
 */
export class ElementScanner {
  readonly #sink: ElementsSink
  #state: State = 'root'
  #isRootArray = false
  #section = ''
  #rest = ''
  /** within the value under way: how far it was looked at, how many brackets are open, whether inside a string */
  #looked = 0
  #depth = 0
  #isInString = false

  constructor(sink: ElementsSink) {
    this.#sink = sink
  }

  push(text: string): void {
    const all = this.#rest === '' ? text : this.#rest + text
    let at = 0
    while (at >= 0 && at < all.length) {
      const next = this.#step(all, at)
      if (next < 0) break
      at = next
    }
    this.#rest = at === 0 ? all : all.slice(at)
    if (this.#rest.length > longestElement) throw this.#sink.problem('too-long', 'one value has no end')
  }

  end(): void {
    if (this.#state === 'root') throw this.#sink.problem('format-mismatch', 'there is no JSON in it')
    if (this.#state !== 'done') throw this.#sink.problem('cut-short', 'the file ends inside a list or object')
  }

  /** Takes the next thing at `at`; answers where it ends, or -1 where that has not come yet. */
  #step(text: string, at: number): number {
    const code = text.charCodeAt(at)
    if (this.#looked === 0 && (code === 32 || code === 10 || code === 13 || code === 9)) return at + 1
    switch (this.#state) {
      case 'root':
        return this.#root(text.charAt(at), at)
      case 'key':
        return this.#key(text, at)
      case 'colon':
        return this.#expect(text, at, ':', 'value')
      case 'value':
        return this.#value(text, at)
      case 'element':
        return this.#element(text, at)
      case 'after-value':
        return this.#after(text.charAt(at), at, '}', 'key', 'done')
      case 'after-element':
        return this.#after(text.charAt(at), at, ']', 'element', this.#isRootArray ? 'done' : 'after-value')
      case 'done':
        throw this.#sink.problem('broken-structure', 'something stands behind the end of the document')
    }
  }

  #root(mark: string, at: number): number {
    if (mark !== '{' && mark !== '[') throw this.#sink.problem('format-mismatch', 'it begins neither with { nor with [')
    this.#isRootArray = mark === '['
    this.#state = this.#isRootArray ? 'element' : 'key'
    return at + 1
  }

  #key(text: string, at: number): number {
    if (text.charAt(at) === '}') return this.#move(at + 1, 'done')
    if (text.charAt(at) !== '"') throw this.#broken(text, at)
    const end = this.#endOfValue(text, at)
    if (end < 0) return -1
    this.#section = this.#parseKey(text.slice(at, end))
    return this.#move(end, 'colon')
  }

  #parseKey(raw: string): string {
    try {
      return String(JSON.parse(raw))
    } catch {
      throw this.#sink.problem('broken-structure', `${raw.slice(0, 60)} is no name of a member`)
    }
  }

  #value(text: string, at: number): number {
    if (this.#looked === 0 && text.charAt(at) === '[') return this.#move(at + 1, 'element')
    const end = this.#endOfValue(text, at)
    return end < 0 ? -1 : this.#move(end, 'after-value')
  }

  #element(text: string, at: number): number {
    if (this.#looked === 0 && text.charAt(at) === ']') {
      return this.#move(at + 1, this.#isRootArray ? 'done' : 'after-value')
    }
    const end = this.#endOfValue(text, at)
    if (end < 0) return -1
    this.#sink.element(this.#section, text.slice(at, end))
    return this.#move(end, 'after-element')
  }

  #after(mark: string, at: number, close: string, next: State, closed: State): number {
    if (mark === ',') return this.#move(at + 1, next)
    if (mark === close) return this.#move(at + 1, closed)
    throw this.#sink.problem('broken-structure', `"${mark}" stands where "," or "${close}" should`)
  }

  #expect(text: string, at: number, mark: string, next: State): number {
    if (text.charAt(at) !== mark) throw this.#broken(text, at)
    return this.#move(at + 1, next)
  }

  #move(at: number, state: State): number {
    this.#state = state
    return at
  }

  #broken(text: string, at: number): Error {
    return this.#sink.problem('broken-structure', `${JSON.stringify(text.charAt(at))} is out of place`)
  }

  /** Where the value at `from` ends; -1, with the place kept, where it has not ended yet. */
  #endOfValue(text: string, from: number): number {
    let at = from + this.#looked
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (this.#isInString) {
        if (code === 92) {
          if (at + 1 >= text.length) break
          at += 2
          continue
        }
        if (code === 34) {
          this.#isInString = false
          if (this.#depth === 0) return this.#ended(at + 1)
        }
      } else if (code === 34) this.#isInString = true
      else if (code === 123 || code === 91) this.#depth++
      else if (code === 125 || code === 93) {
        if (this.#depth === 0) return this.#endedScalar(text, from, at)
        if (--this.#depth === 0) return this.#ended(at + 1)
      } else if (this.#depth === 0 && (code === 44 || code <= 32)) return this.#endedScalar(text, from, at)
      at++
    }
    this.#looked = at - from
    return -1
  }

  #endedScalar(text: string, from: number, at: number): number {
    if (at === from) throw this.#broken(text, at)
    return this.#ended(at)
  }

  #ended(at: number): number {
    this.#looked = 0
    this.#depth = 0
    return at
  }
}
