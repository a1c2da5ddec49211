import type { Basis } from './answers.ts'
import type { Model } from './model.ts'
import type { Passages } from './passages.ts'

/** The longest way back that so many had come speaks for the forecast. */
const enough = 20
/** A longer way is not read. */
const longest = 4

/** What the forecast of `likeliest` after a visit rests on, in figures and in a sentence. */
export function basisOf(
  model: Model,
  steps: readonly string[],
  passages: Passages,
  start: number,
  visit: number,
  likeliest: number,
): Basis {
  const { contexts } = model
  const backs = contexts.kinds
    .flatMap(({ back }, kind) => (back === null || back === 0 || back > longest ? [] : [{ kind, back }]))
    .sort((a, b) => b.back - a.back)
  const made = visit - start + 1
  const found = backs
    .filter(({ back }) => back <= made || back === 1)
    .map(({ kind, back }) => ({
      back,
      seen: model.next.seen(contexts.ids[visit * contexts.kinds.length + kind] ?? -1),
    }))
    .find(({ back, seen }) => seen.total >= enough || back === 1)
  const back = Math.min(found?.back ?? 1, made)
  const visits = Math.round(found?.seen.total ?? 0)
  const went = Math.round(found?.seen.counts[likeliest] ?? 0)
  const way = Array.from({ length: back }, (_, i) => steps[(passages.steps[visit - back + 1 + i] ?? 1) - 1] ?? '')
  const did = likeliest === 0 ? 'ended there' : `went on to ${steps[likeliest - 1] ?? ''}`
  const tooFew = visits < enough
  return {
    way,
    visits,
    went,
    to: likeliest === 0 ? null : (steps[likeliest - 1] ?? ''),
    tooFew,
    says: tooFew
      ? `Only ${visits} had come to ${way.at(-1)} before: too few to say more than a guess.`
      : `Of ${visits.toLocaleString('en-US')} that had come ${way.join(' → ')}, ${Math.round((100 * went) / visits)} % ${did}.`,
  }
}
