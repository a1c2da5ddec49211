import type { Behind } from '../../insight/cases/answers.ts'
import { sayDate, sayPeriod } from '../figure/date.ts'
import { kindWords } from '../friction/words.ts'
import { sayFactorBehind } from './factor.ts'

const deviated = {
  skipped: 'skipped',
  extra: 'came, where the map has no such step, to',
  repeated: 'came again to',
  misplaced: 'came out of place to',
} as const

/** Which cases a list holds, in words; `titleOf` knows the map's steps. */
export function sayBehind(behind: Behind, titleOf: (step: string) => string): string {
  switch (behind.kind) {
    case 'all':
      return 'All cases'
    case 'visited':
      return `Cases that came to “${titleOf(behind.step)}”`
    case 'repeated':
      return `Cases that came back to “${titleOf(behind.step)}”`
    case 'dropped':
      return `Cases that were never seen after “${titleOf(behind.step)}”`
    case 'late':
      return `Cases in which the promise of “${titleOf(behind.step)}” was broken`
    case 'kept':
      return `Cases in which the promise of “${titleOf(behind.step)}” was kept`
    case 'pending':
      return `Cases in which the promise of “${titleOf(behind.step)}” still has time`
    case 'during': {
      const days = sayPeriod(behind.from, new Date(Date.parse(behind.to) - 1).toISOString())
      return behind.step === null ? `Cases that began ${days}` : `Cases that came to “${titleOf(behind.step)}” ${days}`
    }
    case 'open':
      return 'Cases that may still go on'
    case 'here':
      return `Open cases that are at “${titleOf(behind.step)}” now`
    case 'standing':
      return `Open cases that stand at “${titleOf(behind.step)}”`
    case 'outcome':
      return behind.reached
        ? 'Finished cases that reached a good outcome'
        : 'Finished cases that reached no good outcome'
    case 'factor':
      return sayFactorBehind(behind, titleOf)
    case 'friction':
      return `Cases struck by ${kindWords[behind.friction].word.toLowerCase()} at “${titleOf(behind.step)}”${behind.cause === undefined ? '' : `: ${behind.cause}`}`
    case 'follows':
      return `Cases that came from “${titleOf(behind.from)}” to “${titleOf(behind.to)}”, whatever lay between`
    case 'funnel':
      return sayFunnel(behind, titleOf)
    case 'path':
      return sayPath(behind, titleOf)
    case 'cohort':
      return sayCohort(behind, titleOf)
    case 'cluster':
      return `Cases of group ${behind.cluster} of the journeys that are alike`
    case 'unusual':
      return behind.reason === null ? 'Cases unlike the others' : `Cases ${unusual[behind.reason]}`
    case 'transition':
      return `Cases that went from “${titleOf(behind.from)}” to “${titleOf(behind.to)}”`
    case 'started':
      return `Cases that began with “${titleOf(behind.step)}”`
    case 'ended':
      return `Cases that ended with “${titleOf(behind.step)}”`
    case 'deviation':
      return behind.stopped === true
        ? `Cases that stopped before “${titleOf(behind.step)}”`
        : `Cases that ${deviated[behind.deviation]} “${titleOf(behind.step)}”${behind.stopped === false ? ' and went on' : ''}`
    case 'fits':
      return behind.fits ? 'Cases that are a way through the map' : 'Cases that leave the map'
    case 'aligned':
      return behind.open ? 'Cases of one variant that may still go on' : 'Cases of one variant'
  }
}

function sayFunnel({ steps, place, reached }: Behind & { kind: 'funnel' }, titleOf: (step: string) => string): string {
  const [here = '', before = ''] = [steps[place - 1], steps[place - 2]].map((step) => (step ? titleOf(step) : ''))
  if (!reached) return `Cases that came to “${before}” of the funnel and not on to “${here}”`
  return place === 1
    ? `Cases that entered the funnel at “${here}”`
    : `Cases that came as far as “${here}” in the funnel`
}

function sayPath({ around, at }: Behind & { kind: 'path' }, titleOf: (step: string) => string): string {
  const places = at.map(({ place, steps }) => {
    const where = around === null ? `at place ${place}` : sayPlace(place)
    return `${where} ${steps.length === 0 ? 'nothing' : steps.map((step) => `“${titleOf(step)}”`).join(' or ')}`
  })
  if (around === null) return `Cases with ${places.join(', ')}`
  return `Cases that came to “${titleOf(around)}”${places.length > 0 ? `: ${places.join(', ')}` : ''}`
}

/** Counted from the first visit to a step. */
function sayPlace(place: number): string {
  if (place === 0) return 'first'
  return place > 0 ? `${place} after it` : `${-place} before it`
}

const unusual = {
  rare: 'that took a rare transition',
  backwards: 'that went against the ordinary order',
  wait: 'with an extreme wait',
  instant: 'in which what takes time took none',
  repeats: 'that came back to one step unusually often',
  long: 'that took extremely long',
} satisfies Record<NonNullable<(Behind & { kind: 'unusual' })['reason']>, string>

function sayCohort({ asked, cohort, period }: Behind & { kind: 'cohort' }, titleOf: (step: string) => string): string {
  const who = asked.of === 'cases' ? 'Cases' : 'Cases of customers'
  const which =
    typeof asked.by === 'object' ? `with ${asked.by.property} “${cohort}”` : `of the ${asked.by} of ${sayDate(cohort)}`
  if (period === null) return `${who} ${which}`
  return asked.reach === null
    ? `${who} ${which} seen again in ${asked.period} ${period}`
    : `${who} ${which} that came to “${titleOf(asked.reach)}” within ${period} ${asked.period}s`
}

/** What `took` of a row measures. */
export function sayTook(behind: Behind, titleOf: (step: string) => string): string {
  switch (behind.kind) {
    case 'follows':
      return `Until “${titleOf(behind.to)}”`
    case 'transition':
      return 'Transition took'
    case 'during':
      return behind.step === null ? 'Took' : `After “${titleOf(behind.step)}”`
    case 'late':
    case 'kept':
    case 'pending':
      return `After “${titleOf(behind.step)}”`
    default:
      return 'Took'
  }
}

/** In what order the server gives a list. */
export function sayOrder(behind: Behind): string {
  switch (behind.kind) {
    case 'follows':
    case 'transition':
      return 'the longest first'
    case 'during':
      return behind.step === null ? 'the newest first' : 'those that went no further first, then the longest'
    case 'late':
    case 'kept':
    case 'pending':
      return 'those it never came for first, then the longest'
    default:
      return 'the newest first'
  }
}
