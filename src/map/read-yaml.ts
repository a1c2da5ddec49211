/** From text to plain values with their places, safe against what a hostile text can do to a YAML reader. */
import { Composer, type CST, type Document, LineCounter, Parser, type YAMLError } from 'yaml'
import { type Lines, linesOf, placeOfOffset, type RepeatedKey } from './lines.ts'
import type { MapProblem, ProblemCode } from './problem.ts'

/** A map of 100 steps with every lane filled is about 100,000 characters, a draft of 3,000 long names 1,600,000. */
const longest = 4_000_000
/**
 * What costs a YAML reader is not length but marks: brackets, commas, quotes, keys, items and lines. That draft has 140,000;
 * texts made to hurt are made of little else, and with four million of them took 20 seconds and 4 GB.
 */
const mostMarks = 200_000
/** A map's own depth is 9, and predicates nest; the reader behind calls itself for each level. */
const deepest = 100

export interface Read {
  readonly value: unknown
  readonly lines: Lines
  readonly problems: readonly MapProblem[]
}

export function readYaml(text: string): Read {
  if (text.length > longest) return failed(tooLarge(`${text.length} characters`, longest))
  if (hasMoreMarks(text, mostMarks))
    return failed(tooLarge(`more than ${mostMarks} brackets, commas, keys, items and lines`, mostMarks))
  const counter = new LineCounter()
  const tokens = withFewErrors(new Parser(counter.addNewLine).parse(text))
  const deep = tooDeepAt(tokens)
  if (deep !== null) return failed(tooDeep(counter, deep))
  // keys that stand twice are found in `linesOf`: the reader compares each with each, minutes for 60,000 keys
  const composer = new Composer({ version: '1.2', uniqueKeys: false, strict: true, lineCounter: counter })
  const [document, second] = [...composer.compose(tokens, true, text.length)]
  const problems = [...(document?.errors ?? []), ...(document?.warnings ?? [])].map((error) =>
    yamlProblem(counter, error),
  )
  if (second !== undefined) problems.push(secondDocument(counter, second))
  if (problems.length > 0) return { ...nothing, problems }
  const isEmpty = document === undefined || document.contents === null
  return isEmpty ? failed(problem('yaml', 1, 1, 'the text is empty', begin)) : valuesOf(document, counter)
}

const begin = 'begin with "throughline: map/1"'
const nothing = { value: undefined, lines: new Map() }

/** Where a key stands twice the rest can still be judged; after any other fault of the text its values mean nothing. */
function valuesOf(document: Document.Parsed, counter: LineCounter): Read {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    const { lines, repeated } = linesOf(document, counter)
    return { value, lines, problems: repeated.map(repeatedKey) }
  } catch (error) {
    // the reader gives up where aliases multiply: a text of a kilobyte could stand for gigabytes
    const says = `the aliases cannot be followed: ${error instanceof Error ? error.message : String(error)}`
    return failed(problem('yaml', 1, 1, says, 'write repeated parts out'))
  }
}

function repeatedKey({ at, key, line, column }: RepeatedKey): MapProblem {
  return {
    code: 'duplicate-key',
    line,
    column,
    at,
    says: `"${key}" stands twice in its group`,
    remedy: 'keep one of the two',
  }
}

/** What comes after so many errors says nothing new, and each costs. */
const manyErrors = 100

function withFewErrors(tokens: Iterable<CST.Token>): readonly CST.Token[] {
  const kept: CST.Token[] = []
  let errors = 0
  for (const token of tokens) {
    kept.push(token)
    if (token.type === 'error' && ++errors >= manyErrors) break
  }
  return kept
}

function failed(of: MapProblem): Read {
  return { ...nothing, problems: [of] }
}

function problem(code: ProblemCode, line: number, column: number, says: string, remedy: string): MapProblem {
  return { code, line, column, at: '', says, remedy }
}

function tooLarge(what: string, most: number): MapProblem {
  const says = `the text has ${what}, and a map has at most ${most}`
  return problem('too-large', 1, 1, says, 'draw smaller journeys and name them in a step with "journey"')
}

const marks = new Set([...'[]{},&*!|>"\'%@`#\n\r'].map((mark) => mark.charCodeAt(0)))
/** These are marks where white space follows them, and else letters of a name or a time. */
const marksBeforeSpace = new Set([...'-:?'].map((mark) => mark.charCodeAt(0)))

/** Looks at each character once, before any is understood. */
function hasMoreMarks(text: string, most: number): boolean {
  let found = 0
  for (let at = 0; at < text.length && found <= most; at++) {
    const code = text.charCodeAt(at)
    if (marks.has(code) || (marksBeforeSpace.has(code) && !(text.charCodeAt(at + 1) > 32))) found++
  }
  return found > most
}

function tooDeep(counter: LineCounter, offset: number): MapProblem {
  const { line, column } = placeOfOffset(counter, offset)
  return problem(
    'too-deep',
    line,
    column,
    `the text is nested more than ${deepest} levels deep`,
    'a map needs no more than 20',
  )
}

function secondDocument(counter: LineCounter, second: Document.Parsed): MapProblem {
  const { line, column } = placeOfOffset(counter, second.range[0])
  return problem('yaml', line, column, 'a second document begins here', 'keep each map in its own file')
}

function yamlProblem(counter: LineCounter, error: YAMLError): MapProblem {
  const { line, column } = placeOfOffset(counter, error.pos[0])
  const says = error.message.replace(/ at line \d+, column \d+:[\s\S]*$/, '')
  return problem('yaml', line, column, says, remedies[error.code] ?? 'mend the YAML here')
}

const remedies: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line this up with its neighbours',
  MULTILINE_IMPLICIT_KEY: 'put the key on one line, and quote a text that holds ": "',
  MISSING_CHAR: 'close what was opened, or quote the text',
  TAG_RESOLVE_FAILED: 'take the tag out; a map uses none',
}

/** The offset of the first part that is nested too deep, found without recursion. */
function tooDeepAt(tokens: readonly CST.Token[]): number | null {
  const left: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { token, depth } = next
    if (depth > deepest) return token.offset
    for (const inner of insideOf(token)) left.push({ token: inner, depth: depth + 1 })
  }
  return null
}

function insideOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!('items' in token)) return []
  return token.items.flatMap((item) => [item.key, item.value].filter((each) => each !== undefined && each !== null))
}
