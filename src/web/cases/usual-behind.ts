import type { Behind } from '../../insight/cases/answers.ts'
import { readNumber, readText, type Search } from '../app/filters.ts'

/** Cases behind a funnel, a way or a matrix, as an address holds them; the server says what is wrong with a step. */
export function readUsual(value: object): Behind | undefined {
  const given: Search = { ...value }
  return given['kind'] === 'funnel' ? readFunnel(given) : readPath(given)
}

const orders = ['strict', 'ordered', 'any'] as const

function readFunnel(given: Search): Behind | undefined {
  const steps = readNames(given['steps'])
  const order = orders.find((one) => one === given['order'])
  const place = readNumber(given['place'])
  if (!steps || !order || place === undefined) return undefined
  const within = readNumber(given['within']) ?? null
  return { kind: 'funnel', steps, order, within, place, reached: given['reached'] === true }
}

function readPath(given: Search): Behind | undefined {
  const { around, at } = given
  if (!Array.isArray(at)) return undefined
  const places = at.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('place' in one) || !('steps' in one)) return []
    const place = readNumber(one.place)
    const steps = readNames(one.steps)
    return place === undefined || !steps ? [] : [{ place, steps }]
  })
  return { kind: 'path', around: readText(around) ?? null, at: places }
}

function readNames(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const names = value.flatMap((one: unknown) => readText(one) ?? [])
  return names.length === value.length ? names : undefined
}
