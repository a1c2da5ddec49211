import { type MapDocument, type Step, stepsOf } from '../../map/index.ts'
import { type Duration, durationOf, parseDuration } from '../../match/index.ts'
import { promisedNexts } from '../lens.ts'
import { codesOf } from '../measure/counted.ts'
import { promisedOf } from '../measure/promise.ts'
import { QuestionProblem } from '../problem.ts'
import { codeOf, type View } from '../view.ts'
import type { Change } from './answers.ts'
import { type CapacityFound, shareOfWaitLeft } from './queue.ts'
import type { Edit, Scenario } from './scenario.ts'

/** What a change needs to know of the journey it changes. */
export interface Ground {
  readonly map: MapDocument
  readonly view: View
  readonly good: readonly number[]
  readonly capacity: (team: string, codes: readonly number[]) => Promise<CapacityFound>
}

/** A change laid on the model: what it does there, said in words, and what is assumed. */
export interface Laid {
  readonly says: string
  readonly assumes: readonly string[]
  readonly does: Partial<Omit<Scenario, 'leaving'>>
}

/** @throws QuestionProblem that names the change, why it cannot be made, and what can */
export async function layChange(ground: Ground, change: Change): Promise<Laid> {
  switch (change.kind) {
    case 'keep':
      return keep(ground, change)
    case 'remove':
      return remove(ground, change)
    case 'shorten':
      return shorten(ground, change)
    case 'enlarge':
      return enlarge(ground, change)
  }
}

type Of<Kind extends Change['kind']> = Change & { readonly kind: Kind }

const titleOf = ({ map }: Ground, id: string) => stepsOf(map).find(({ step }) => step.id === id)?.step.title ?? id
const refuse = (says: string, remedy: string) => new QuestionProblem('question-invalid', says, remedy)

function keep(ground: Ground, { step, goOn }: Of<'keep'>): Laid {
  const { map, view } = ground
  const code = codeOf(view.lens, step)
  const promises = promisedOf(map, view.lens)
  const promise = promises.find((one) => one.code === code)
  if (promise === undefined) {
    const those = promises.map((one) => one.step).join(', ')
    throw refuse(
      `The step "${step}" makes no promise with a time that events can answer.`,
      those === ''
        ? 'No step of this map does: give one a promise, as promise: { within: 2 days }.'
        : `These do: ${those}.`,
    )
  }
  const seconds = calendarSeconds(promise.within)
  const within = sayWithin(map, step)
  const next = promisedNexts(map, view.lens.steps).get(code) ?? []
  return {
    says: `The promise of “${titleOf(ground, step)}” is kept: ${within}.`,
    assumes: [
      'Waits that would be late end when the promise falls due; those that were in time stay as they were.',
      ...(next.length > 0 ? ['What lies between the step and what it promises is brought forward with it.'] : []),
      ...(promise.within.kind === 'clock'
        ? []
        : [
            'Business time is counted as its share of the calendar: a business day as 1.4 days, a business hour as 4.2 hours.',
          ]),
      goOn === true
        ? 'Who left right after the step before what was promised came goes on as the others did.'
        : 'Who left before what was promised came leaves as before.',
    ],
    does: {
      ...(promise.isNamed
        ? { deadlines: [{ step: code, next, seconds }] }
        : { edits: [{ from: code, to: null, does: { kind: 'most', seconds } }] }),
      kept: goOn === true ? [code] : [],
    },
  }
}

function sayWithin(map: MapDocument, id: string): string {
  const promise = stepsOf(map).find(({ step }) => step.id === id)?.step.promise
  const next =
    promise?.next === undefined
      ? 'the next step'
      : [promise.next]
          .flat()
          .map((one) => `“${stepsOf(map).find(({ step }) => step.id === one)?.step.title ?? one}”`)
          .join(' or ')
  return `${next} within ${promise?.within ?? ''}, always`
}

/** The time on a wall calendar that a duration takes on average: work is done 5 days of 7, 8 hours of 24. */
function calendarSeconds(duration: Duration): number {
  switch (duration.kind) {
    case 'clock':
      return duration.micros / 1e6
    case 'business-days':
      return duration.days * 86_400 * (7 / 5)
    case 'business-hours':
      return (duration.micros / 1e6) * (168 / 40)
  }
}

function remove(ground: Ground, { step, goOn }: Of<'remove'>): Laid {
  const code = codeOf(ground.view.lens, step)
  if (ground.good.includes(code))
    throw refuse(
      `The step "${step}" is the outcome that is asked about; without it there is none.`,
      'Remove a step before it.',
    )
  return {
    says: `The step “${titleOf(ground, step)}” is removed.`,
    assumes: [
      'Cases go on to what followed the step, as often and as long after it as they did; the wait that led to it falls away.',
      goOn === true ? 'Who left at the step goes on as the others did.' : 'Who left at the step leaves just before it.',
    ],
    does: { removed: [code], kept: goOn === true ? [code] : [] },
  }
}

function shorten(ground: Ground, change: Of<'shorten'>): Laid {
  const { step, to, by, most } = change
  const from = codeOf(ground.view.lens, step)
  const edit = (does: Edit['does']): Edit => ({
    from,
    to: to === undefined ? null : codeOf(ground.view.lens, to),
    does,
  })
  const where = `after “${titleOf(ground, step)}”${to === undefined ? '' : ` to “${titleOf(ground, to)}”`}`
  if (by !== undefined && most === undefined) {
    if (!(by > 0 && by <= 1))
      throw refuse(`A wait cannot be ${by * 100} % shorter.`, 'Give a share above 0 % and up to 100 %.')
    return {
      says: `The wait ${where} is ${Number((by * 100).toFixed(1))} % shorter.`,
      assumes: ['Every such wait is shorter by the same share.'],
      does: { edits: [edit({ kind: 'scale', to: 1 - by })] },
    }
  }
  const parsed = by === undefined && most !== undefined ? parseDuration(most) : null
  if (parsed?.ok !== true)
    throw refuse(
      `The wait ${where} is to be shortened to ${most === undefined ? 'nothing that is said' : `"${most}"`}${by === undefined ? '' : ' and by a share, which is one too many'}.`,
      'Say by how much ("30%") or how long it may be at most ("2 days").',
    )
  return {
    says: `The wait ${where} is ${most} at most.`,
    assumes: ['Longer waits end then; shorter ones stay as they were.'],
    does: { edits: [edit({ kind: 'most', seconds: calendarSeconds(durationOf(most ?? '')) })] },
  }
}

/** A team's work is what leads to its steps, but not to those that the customer or a partner takes. */
function stepsOfTeam(map: MapDocument, team: string): readonly Step[] {
  const partners = new Set(map.partners?.map(({ id }) => id))
  return stepsOf(map)
    .map(({ step }) => step)
    .filter((step) => step.team === team && step.initiator !== 'customer' && !partners.has(step.initiator ?? ''))
}

async function enlarge(ground: Ground, { team, more, of }: Of<'enlarge'>): Promise<Laid> {
  const { map, view } = ground
  const steps = stepsOfTeam(map, team)
  const codes = codesOf(
    view,
    steps.map((step) => step.id),
  )
  const title = map.teams?.find((one) => one.id === team)?.title ?? team
  if (codes.length === 0) throw noTeam(map, team)
  if (!(more > 0) || (of !== undefined && !(of > 0)))
    throw refuse(
      `The team "${team}" cannot be enlarged by ${more}${of === undefined ? '' : ` beside ${of}`}.`,
      'Give numbers above nought, as +2 or 8+2.',
    )
  const found = await ground.capacity(team, codes)
  if ('cannot' in found)
    throw refuse(
      `What more hands in the team "${team}" would do cannot be told: ${found.cannot}.`,
      'Ask what a shorter wait would do instead: shorten the wait that leads to its steps.',
    )
  const { capacity } = found
  const extra = of === undefined ? more : (capacity.servers * more) / of
  const left = shareOfWaitLeft(capacity, extra)
  const hours = (seconds: number) =>
    seconds >= 172_800
      ? `${(seconds / 86_400).toFixed(1)} days`
      : seconds >= 7200
        ? `${(seconds / 3600).toFixed(1)} hours`
        : `${(seconds / 60).toFixed(1)} minutes`
  return {
    says:
      of === undefined
        ? `The team ${title} has ${more} more hands.`
        : `The team ${title} has ${more} more beside its ${of} people.`,
    assumes: [
      `The work of ${title} is what leads to ${steps.map((step) => `“${step.title}”`).join(', ')}. Over ${capacity.n.toLocaleString('en-US')} pieces of it, waits grow with the work that lies before the team as with ${capacity.servers.toFixed(1)} pairs of hands that work round the clock, one piece each, ${hours(capacity.service)} a piece, busy ${Math.round(capacity.busy * 100)} % of the time.`,
      of === undefined
        ? 'Each new pair of hands is as one of these.'
        : `${more} beside ${of} people are ${extra.toFixed(2)} more of these.`,
      `The part of each wait beyond ${hours(capacity.service)} is waiting in line; of it ${Math.round(left * 100)} % is left (Allen and Cunneen's approximation, first come first served). No more work comes because waits are shorter.`,
    ],
    does: {
      edits: codes.map((to) => ({ from: null, to, does: { kind: 'queue', service: capacity.service, left } })),
    },
  }
}

function noTeam(map: MapDocument, team: string): QuestionProblem {
  const teams = [...new Set(stepsOf(map).flatMap(({ step }) => step.team ?? []))].filter(
    (one) => stepsOfTeam(map, one).length > 0,
  )
  return refuse(
    teams.length === 0
      ? `The map draws no team "${team}": no step says which team does it.`
      : `No step that events show is done by a team "${team}" of its own accord.`,
    teams.length === 0
      ? 'Give the steps a team on the map, then ask again.'
      : `Teams that do steps: ${teams.join(', ')}.`,
  )
}

/** All changes as one scenario. */
export function together(laid: readonly Laid[], leaving: Scenario['leaving']): Scenario {
  return {
    edits: laid.flatMap(({ does }) => does.edits ?? []),
    deadlines: laid.flatMap(({ does }) => does.deadlines ?? []),
    removed: laid.flatMap(({ does }) => does.removed ?? []),
    kept: laid.flatMap(({ does }) => does.kept ?? []),
    leaving,
  }
}
