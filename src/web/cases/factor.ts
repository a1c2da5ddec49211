import type { Behind } from '../../insight/cases/answers.ts'
import type { Factor } from '../../insight/drivers/answers.ts'
import { readNumber, readText } from '../app/filters.ts'
import { sayDate } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'
import { readKind } from '../friction/words.ts'

type OfFactor = Behind & { readonly kind: 'factor' }
type Loose = Readonly<Record<string, unknown>>

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null

/** The cases behind a driver, from the address; undefined where it is none. The server checks the values. */
export function readFactorBehind(value: Loose): OfFactor | undefined {
  const of = readText(value['of'])
  const given = value['factor']
  const factor = given === null ? null : isLoose(given) ? readFactor(given) : undefined
  if (of === undefined || factor === undefined) return undefined
  return {
    kind: 'factor',
    of,
    factor,
    has: value['has'] === true,
    ...(typeof value['reached'] === 'boolean' ? { reached: value['reached'] } : {}),
    ...(value['sampled'] === true ? { sampled: true } : {}),
  }
}

const fieldNames = ['channel', 'team', 'system', 'partner', 'actor'] as const
const bound = (value: unknown): number | null => readNumber(value) ?? null

function readFactor(given: Loose): Factor | undefined {
  const { kind } = given
  const [step, from, to, name, value] = ['step', 'from', 'to', 'name', 'value'].map((key) => readText(given[key]))
  if ((kind === 'step' || kind === 'again') && step) return { kind, step }
  if (kind === 'wait' && step) return { kind, step, longerThan: readNumber(given['longerThan']) ?? 0 }
  if (kind === 'transition' && from && to) return { kind, from, to }
  if (kind === 'friction' && step) {
    const friction = readKind(given['friction'])
    return friction && { kind, friction, step, cause: readText(given['cause']) ?? null }
  }
  if (kind === 'weekday') return { kind, day: readNumber(given['day']) ?? 1 }
  if (kind === 'hours') return { kind, from: readNumber(given['from']) ?? 0 }
  if (kind === 'period') return { kind, after: bound(given['after']), until: bound(given['until']) }
  if (kind === 'field') {
    const field = fieldNames.find((one) => one === name)
    return field && value ? { kind, name: field, value } : undefined
  }
  if ((kind === 'property' || kind === 'trait') && name && value) return { kind, name, value }
  const of = given['of'] === 'trait' ? 'trait' : 'property'
  return kind === 'number' && name
    ? { kind, of, name, above: bound(given['above']), most: bound(given['most']) }
    : undefined
}

/** Which cases they are, in words. */
export function sayFactorBehind({ of, factor, has, reached }: OfFactor, titleOf: (step: string) => string): string {
  const [kind = '', ...rest] = of.split(':')
  const target = targets[kind]?.(titleOf(rest.join(':'))) ?? of
  const which =
    factor === null
      ? `Cases compared on whether they ${target}`
      : `Cases ${has ? 'that' : 'without:'} ${sayFactor(factor, titleOf)}`
  if (reached === undefined) return factor === null ? which : `${which}, compared on whether they ${target}`
  return `${which}, and that ${reached ? '' : 'did not'} ${target}`.replace('  ', ' ')
}

const targets: Readonly<Record<string, (title: string) => string>> = {
  outcome: () => 'reach a good outcome',
  score: (kind) => `give a ${kind.toUpperCase()} score`,
  late: (title) => `have the promise at “${title}” come late`,
  dropped: (title) => `stop at “${title}”`,
  reached: (title) => `reach “${title}”`,
  property: sayCarried,
  trait: (asked) => sayCarried(`customer’s ${asked}`),
}

/** `NAME=VALUE`, or the name of a number. */
function sayCarried(asked: string): string {
  const place = asked.indexOf('=')
  return place === -1 ? `carry ${asked}` : `end with ${asked.slice(0, place)} “${asked.slice(place + 1)}”`
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function sayFactor(factor: Factor, titleOf: (step: string) => string): string {
  switch (factor.kind) {
    case 'step':
      return `came to “${titleOf(factor.step)}”`
    case 'again':
      return `came to “${titleOf(factor.step)}” more than once`
    case 'transition':
      return `went from “${titleOf(factor.from)}” straight to “${titleOf(factor.to)}”`
    case 'wait':
      return `waited longer than ${sayDuration(factor.longerThan)} after “${titleOf(factor.step)}”`
    case 'friction':
      return `met friction (${factor.friction.replaceAll('-', ' ')}) at “${titleOf(factor.step)}”${factor.cause === null ? '' : `: ${factor.cause}`}`
    case 'field':
    case 'property':
    case 'trait':
      return `had ${factor.name} “${factor.value}”`
    case 'number':
      return `had ${factor.name}${factor.above === null ? '' : ` above ${factor.above}`}${factor.most === null ? '' : ` at most ${factor.most}`}`
    case 'weekday':
      return `began on a ${days[factor.day - 1] ?? factor.day} (UTC)`
    case 'hours':
      return `began between ${factor.from}:00 and ${factor.from + 6}:00 UTC`
    case 'period':
      return `began${factor.after === null ? '' : ` after ${sayDate(factor.after * 1000)}`}${factor.until === null ? '' : ` up to ${sayDate(factor.until * 1000)}`}`
  }
}
