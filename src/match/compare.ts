/** Comparisons, each with its closure beside its SQL, so that the two cannot drift apart unseen. */
import { decimalOf, decimalPattern } from './decimal.ts'
import type { Comparison, Givens, Operators, Value } from './predicate.ts'
import type { Placeholders } from './sql-text.ts'

type Test<T> = (value: T) => boolean

interface Operator<T, Given> {
  test(given: Given): Test<T>
  /** `of` is SQL of type String for texts, Float64 for the score */
  sql(of: string, given: Given, holes: Placeholders): string
}
type OperatorTable<T> = { readonly [Name in keyof Givens]: Operator<T, Givens[Name]> }

type Sign = '>=' | '>' | '<=' | '<'
const ordered: Readonly<Record<Sign, (a: number, b: number) => boolean>> = {
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '<': (a, b) => a < b,
}

/** ASCII only: the full Unicode tables of two engines of different age do not agree (SPEC P5). */
function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function orderText(sign: Sign): Operator<string, number> {
  return {
    test: (given) => (text) => {
      const value = decimalOf(text)
      return value !== null && ordered[sign](value, given)
    },
    sql: (of, given, holes) => {
      const number = `toFloat64OrNull(${of})`
      return `(match(${of}, '${decimalPattern}') AND ifNull(isFinite(${number}) AND ${number} ${sign} ${holes.number(given)}, 0))`
    },
  }
}

const nothing = '0'

const textOperators: OperatorTable<string> = {
  in: {
    test: (values) => {
      const texts = new Set(values.map(String))
      return (text) => texts.has(text)
    },
    sql: (of, values, holes) => {
      const [only, ...more] = values.map((value) => holes.text(String(value)))
      if (only === undefined) return nothing
      return more.length === 0 ? `${of} = ${only}` : `${of} IN (${[only, ...more].join(', ')})`
    },
  },
  not: {
    test: (value) => (text) => text !== String(value),
    sql: (of, value, holes) => `${of} != ${holes.text(String(value))}`,
  },
  gte: orderText('>='),
  gt: orderText('>'),
  lte: orderText('<='),
  lt: orderText('<'),
  exists: {
    test: (wanted) => (text) => (text !== '') === wanted,
    sql: (of, wanted) => `${of} ${wanted ? '!=' : '='} ''`,
  },
  contains: {
    test: (part) => {
      const folded = foldCase(part)
      return (text) => foldCase(text).includes(folded)
    },
    sql: (of, part, holes) => `position(lower(${of}), ${holes.text(foldCase(part))}) > 0`,
  },
}

/** The score is a number or is not there: NaN, which equals and orders with nothing, says "not there" in both evaluators. */
function orderScore(sign: Sign): Operator<number, number> {
  return {
    test: (given) => (score) => ordered[sign](score, given),
    sql: (of, given, holes) => `${of} ${sign} ${holes.number(given)}`,
  }
}

function numberOf(value: Value): number {
  return decimalOf(String(value)) ?? Number.NaN
}

function scoreIs(of: string, value: Value, holes: Placeholders): string {
  const number = numberOf(value)
  return Number.isNaN(number) ? nothing : `${of} = ${holes.number(number)}`
}

const scoreOperators: OperatorTable<number> = {
  in: {
    test: (values) => (score) => values.some((value) => numberOf(value) === score),
    sql: (of, values, holes) => `(${values.map((value) => scoreIs(of, value, holes)).join(' OR ') || nothing})`,
  },
  not: {
    test: (value) => (score) => score !== numberOf(value),
    sql: (of, value, holes) => `NOT (${scoreIs(of, value, holes)})`,
  },
  gte: orderScore('>='),
  gt: orderScore('>'),
  lte: orderScore('<='),
  lt: orderScore('<'),
  exists: {
    test: (wanted) => (score) => Number.isNaN(score) !== wanted,
    sql: (of, wanted) => `${wanted ? 'NOT ' : ''}isNaN(${of})`,
  },
  // Refused before it comes here (ask.ts); a number holds no text.
  contains: { test: () => () => false, sql: () => nothing },
}

const operatorNames = [
  'in',
  'not',
  'gte',
  'gt',
  'lte',
  'lt',
  'exists',
  'contains',
] as const satisfies (keyof Operators)[]

function asOperators(comparison: Comparison): Operators {
  return typeof comparison === 'object' ? comparison : { in: [comparison] }
}

/** The operators that were given, each bound to what it was given. */
function each<T, Out>(
  table: OperatorTable<T>,
  comparison: Comparison,
  use: <G>(operator: Operator<T, G>, given: G) => Out,
): readonly Out[] {
  const operators = asOperators(comparison)
  const one = <Name extends keyof Givens>(name: Name): Out[] => {
    const given: Givens[Name] | undefined = operators[name]
    return given === undefined ? [] : [use(table[name], given)]
  }
  return operatorNames.flatMap((name) => one(name))
}

function testOf<T>(table: OperatorTable<T>, comparison: Comparison): Test<T> {
  const tests = each(table, comparison, (operator, given) => operator.test(given))
  const [only, ...more] = tests
  if (only !== undefined && more.length === 0) return only
  return (value) => tests.every((test) => test(value))
}

function sqlOf<T>(table: OperatorTable<T>, of: string, comparison: Comparison, holes: Placeholders): string {
  return each(table, comparison, (operator, given) => operator.sql(of, given, holes)).join(' AND ') || '1'
}

export const textTest = (comparison: Comparison): Test<string> => testOf(textOperators, comparison)
export const scoreTest = (comparison: Comparison): Test<number> => testOf(scoreOperators, comparison)
export const textSql = (of: string, comparison: Comparison, holes: Placeholders): string =>
  sqlOf(textOperators, of, comparison, holes)
/** `of` must be NaN where there is no score. */
export const scoreSql = (of: string, comparison: Comparison, holes: Placeholders): string =>
  sqlOf(scoreOperators, of, comparison, holes)
