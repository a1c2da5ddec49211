import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import type { MapDocument, Step } from '../../map/index.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { type Behind, caseList, drivers, driverTargets } from '../index.ts'
import { randomOf } from '../stats/random.ts'
import type { DriverFactor, Drivers } from './answers.ts'
import type { Factor } from './factor.ts'

const step = (id: string, more: Partial<Step> = {}): Step => ({ id, title: id, match: { event: id }, ...more })
const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  case: { ends: { quiet: '20 days' } },
  outcome: { good: ['won'], bad: ['lost'] },
  phases: [
    {
      id: 'p',
      title: 'P',
      steps: [
        step('asked', { promise: { next: ['told'], within: '10 hours' } }),
        step('checked'),
        step('told'),
        step('won'),
        step('lost', { next: [] }),
        step('thanked', { next: [] }),
      ],
    },
  ],
}

/** As many frequent values as any property may have, but each is a time. */
const days = ['2026-03-24 18:59:00', '2026-03-25T07:00Z', '26.03.2026']

/**
 * Cases of a company whose rules are known: on the phone fewer win, a check slows the telling, and nothing else matters.
 * After the end something always happens that says what it was.
 */
function company(cases: number, seed: number): readonly Row[] {
  const random = randomOf(seed)
  return Array.from({ length: cases }, (_, i): Row[] => {
    const name = `c${i}`
    const isPhone = random() < 0.4
    const isChecked = random() < 0.5
    const more: Partial<Event> = {
      channel: isPhone ? 'phone' : 'web',
      team: random() < 0.5 ? 'north' : 'south',
      properties: {
        amount: Math.round(random() * 10_000) / 100,
        colour: random() < 0.3 ? 'red' : 'blue',
        serial: i,
        due: days[i % 3] ?? '',
      },
    }
    const start = i * 0.7
    const isWon = random() < (isPhone ? 0.35 : 0.65)
    const told = start + (random() < (isChecked ? 0.7 : 0.2) ? 14 : 6)
    return [
      [name, 'asked', start, more],
      ...(isChecked ? [[name, 'checked', start + 1] as const] : []),
      [name, 'told', told],
      [name, isWon ? 'won' : 'lost', told + 2, { properties: { closed: isWon ? 'yes' : 'no' } }],
      ...(isWon ? [[name, 'thanked', told + 2, { channel: 'letter' }] as const] : []),
      ...(isWon ? [[name, 'rated', told + 30, { score: { kind: 'nps', value: isPhone ? 6 : 9 } }] as const] : []),
    ]
  }).flat()
}

const byWords = (answer: Drivers, says: string): DriverFactor | undefined =>
  answer.factors.find((factor) => factor.says === says)
const kinds = (answer: Drivers) => answer.factors.map(({ factor }) => factor)

describe('a company whose rules are known', () => {
  let store: Awaited<ReturnType<typeof storeOf>>
  let outcome: Drivers

  beforeAll(async () => {
    store = await storeOf(eventsOf(company(900, 3)))
    outcome = await drivers(store.warehouse, map, { of: 'outcome' })
    return () => store[Symbol.asyncDispose]()
  })

  test('[D6] what matters comes first and is clear, also beside the others; what does not is not', () => {
    const [first] = outcome.factors
    expect(first?.factor).toMatchObject({ kind: 'field', name: 'channel' })
    expect(first).toMatchObject({ standing: 'clear', holds: true, sampled: false })
    const phone = byWords(outcome, 'had channel “phone”')
    expect(phone?.difference?.high).toBeLessThan(0)
    expect(phone?.adjusted?.kind).toBe('odds-ratio')
    expect(phone?.adjusted?.high).toBeLessThan(1)
    const chance = outcome.factors.filter((one) => one.standing === 'clear' && one.group !== 'channel')
    expect(chance.map(({ says }) => says)).toEqual([])
    expect(byWords(outcome, 'came to “checked”')).toMatchObject({ standing: 'not clear' })
  })

  test('[D1] the target has its rate, its n and the rule of what is known', () => {
    expect(outcome).toMatchObject({ of: 'outcome', journey: 'm', least: 30, sample: null, noModel: null })
    expect(outcome.target.n).toBe(900)
    expect(outcome.target.base?.n).toBe(900)
    expect(outcome.target.known).toContain('before the case first came to an outcome')
    expect(outcome.model).toMatchObject({ kind: 'logistic', cases: 900 })
  })

  test('[D2] nothing that comes with the outcome or after it is a factor, nor what its own event carries', () => {
    const steps = kinds(outcome).flatMap((one) => ('step' in one ? [one.step] : []))
    for (const late of ['won', 'lost', 'thanked']) expect(steps).not.toContain(late)
    expect(kinds(outcome).some((one) => one.kind === 'transition' && ['won', 'lost'].includes(one.to))).toBe(false)
    expect(kinds(outcome).some((one) => 'name' in one && one.name === 'closed')).toBe(false)
    expect(kinds(outcome).some((one) => 'value' in one && one.value === 'letter')).toBe(false)
    const why = new Map(outcome.leftOut.map((one) => [one.what, one.why]))
    expect(why.get('won')).toBe('the target itself')
    expect(why.get('lost')).toBe('the target itself')
    expect(why.get('thanked')).toBe('only afterwards')
    expect(why.get('how long the case took')).toBe('only afterwards')
    expect(why.get('partner')).toBe('no such field')
    expect(why.get('serial')).toBe('too many values')
    expect(why.get('came to “told”')).toBe('every case')
    expect(outcome.factors.find(({ factor }) => factor.kind === 'transition')?.among).toBe('went on from “asked”')
  })

  test('[D5] a property whose values are times is no factor and no target, and is left out by name', async () => {
    expect(outcome.leftOut).toContainEqual(expect.objectContaining({ what: 'due', why: 'times' }))
    expect(kinds(outcome).some((one) => 'name' in one && one.name === 'due')).toBe(false)
    const { targets } = await driverTargets(store.warehouse, map)
    expect(targets.map(({ of }) => of).filter((of) => of.startsWith('property:due'))).toEqual([])
    expect(targets.map(({ of }) => of)).toContain('property:colour=red')
  })

  test('[D3] of a late promise only what was known at its visit: not the check that comes after', async () => {
    const late = await drivers(store.warehouse, map, { of: 'late:asked' })
    expect(late.target.n).toBe(900)
    expect(kinds(late).some((one) => 'step' in one && one.step === 'checked')).toBe(false)
    expect(late.factors.filter((one) => one.standing === 'clear').map(({ says }) => says)).toEqual([])
    expect(byWords(late, 'had channel “phone”')?.standing).toBe('not clear')
    expect(late.leftOut).toContainEqual(expect.objectContaining({ what: 'checked', why: 'only afterwards' }))
  })

  test('[D3] of a step reached, what happened before it; of a step where cases stop, what happened up to it', async () => {
    const told = await drivers(store.warehouse, map, { of: 'reached:checked' })
    expect(kinds(told).some((one) => 'step' in one && one.step === 'checked')).toBe(false)
    expect(kinds(told).some((one) => 'step' in one && one.step === 'won')).toBe(false)
    await expect(drivers(store.warehouse, map, { of: 'dropped:lost' })).rejects.toThrow('The way ends at "lost"')
    const dropped = await drivers(store.warehouse, map, { of: 'dropped:told' })
    expect(dropped).toMatchObject({ factors: [], model: null })
    expect(dropped.noModel).toContain('None of the 900 cases')
  })

  test('[D4] a score: means, and the weights of what goes with it', async () => {
    const score = await drivers(store.warehouse, map, { of: 'score' })
    expect(score.of).toBe('score:nps')
    expect(score.target.base).toBeNull()
    const phone = byWords(score, 'had channel “phone”')
    expect(phone?.difference).toEqual({ value: -3, low: -3, high: -3 })
    expect(phone?.adjusted?.kind).toBe('points')
    expect(phone?.adjusted?.value).toBeCloseTo(-3, 0)
    expect(score.weights?.r2.value).toBeCloseTo(1, 1)
    const parts = score.weights?.weights.map(({ value }) => value) ?? []
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score.weights?.r2.value ?? 0, 10)
    await expect(drivers(store.warehouse, map, { of: 'score:ces' })).rejects.toThrow('score of the kind ces')
  })

  test('[D6] below the least number of cases it says too few, and nothing else', async () => {
    const strict = await drivers(store.warehouse, map, { of: 'outcome', least: 400 })
    const few = strict.factors.filter((one) => one.standing === 'too few')
    expect(few.length).toBeGreaterThan(5)
    for (const one of few)
      expect(one).toMatchObject({ p: null, q: null, difference: null, adjusted: null, holds: null })
    for (const one of strict.factors) expect(one.standing === 'too few').toBe(Math.min(one.with.n, one.without.n) < 400)
  })

  test('[D1] what cannot be asked is refused with what can', async () => {
    const asked = (of: string) => drivers(store.warehouse, map, { of })
    await expect(asked('weather')).rejects.toThrow('of: "weather" is nothing that drivers can be asked of.')
    await expect(asked('late:told')).rejects.toThrow('makes no promise')
    await expect(asked('reached:nowhere')).rejects.toThrow('step "nowhere"')
    await expect(drivers(store.warehouse, { ...map, outcome: {} }, { of: 'outcome' })).rejects.toThrow('outcome')
  })

  test('[D8] behind every side of a factor there are exactly as many cases as it says', async () => {
    const filter = { from: '2026-01-06' }
    for (const of of ['outcome', 'score:nps', 'property:colour=red', 'property:amount']) {
      const answer = await drivers(store.warehouse, map, { of }, filter)
      const total = async (behind: Omit<Behind & { kind: 'factor' }, 'kind' | 'of'>) =>
        (await caseList(store.warehouse, map, { kind: 'factor', of, ...behind }, filter, { limit: 1 })).total
      expect(await total({ factor: null, has: true })).toBe(answer.target.n)
      for (const kind of ['field', 'hours']) {
        const one = answer.factors.find(({ factor }) => factor.kind === kind)
        if (one === undefined) throw new Error(`${of} has no factor of the kind ${kind}`)
        const { factor, with: having, without } = one
        expect([of, factor, await total({ factor, has: true })]).toEqual([of, factor, having.n])
        expect([of, factor, await total({ factor, has: false })]).toEqual([of, factor, without.n])
        if (of !== 'outcome') continue
        const reached = Math.round((having.rate?.value ?? 0) * having.n)
        expect([factor, await total({ factor, has: true, reached: true })]).toEqual([factor, reached])
        expect([factor, await total({ factor, has: true, reached: false })]).toEqual([factor, having.n - reached])
      }
    }
  })
})

test('[D8] facts are counted and found alike in cases of several passages, equal times and early events', async () => {
  const random = randomOf(9)
  const names = ['ad', 'asked', 'checked', 'told', 'won', 'asked', 'told']
  const rows = Array.from({ length: 1500 }, (): Row => {
    const more = {
      channel: ['web', 'phone', ''][Math.floor(random() * 3)] ?? '',
      properties: { size: Math.round(random() * 400) / 10 },
    }
    return [
      `c${Math.floor(random() * 150)}`,
      names[Math.floor(random() * names.length)] ?? '',
      Math.floor(random() * 300),
      more,
    ]
  })
  await using store = await storeOf(eventsOf(rows))
  const cut: MapDocument = { ...map, case: { ends: { step: ['won'], quiet: '4 days' } } }
  for (const of of ['late:asked', 'reached:told']) {
    const answer = await drivers(store.warehouse, cut, { of, least: 5 })
    const seen = new Map<string, { factor: Factor; n: number; without: number }>()
    for (const one of answer.factors)
      if (!seen.has(one.factor.kind))
        seen.set(one.factor.kind, { factor: one.factor, n: one.with.n, without: one.without.n })
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['transition', 'wait', 'field', 'number']))
    for (const { factor, n, without } of seen.values()) {
      const { total } = await caseList(store.warehouse, cut, { kind: 'factor', of, factor, has: true })
      expect([of, factor, total]).toEqual([of, factor, n])
      const others = await caseList(store.warehouse, cut, { kind: 'factor', of, factor, has: false })
      expect([of, factor, others.total]).toEqual([of, factor, without])
    }
  }
})

describe('a property as a target', () => {
  /** The risk of a case rises to high in some, more often on the phone; only later everybody is told. */
  function risen(cases: number): readonly Row[] {
    const random = randomOf(12)
    return Array.from({ length: cases }, (_, i): Row[] => {
      const channel = random() < 0.5 ? 'phone' : 'web'
      const isHigh = random() < (channel === 'phone' ? 0.7 : 0.2)
      const start = i * 0.9
      const checks = 1 + Math.floor(random() * 4)
      const calm = Array.from({ length: checks }, (_, k): Row => {
        return [`c${i}`, 'checked', start + 1 + k, { channel, properties: { risk: 'low', load: k } }]
      })
      const last = { channel, properties: { risk: isHigh ? 'high' : 'low', load: isHigh ? 10 : 4 } }
      return [
        [`c${i}`, 'asked', start, { channel }],
        ...calm,
        [`c${i}`, 'told', start + 9, last],
        [`c${i}`, 'won', start + 12],
      ]
    }).flat()
  }

  test('[D11] what its last value goes with is found; what comes when it changes or later is no factor', async () => {
    await using store = await storeOf(eventsOf(risen(900)))
    const answer = await drivers(store.warehouse, map, { of: 'property:risk=high' })
    expect(answer.of).toBe('property:risk=high')
    expect(answer.target).toMatchObject({ kind: 'property', n: 900, better: null, says: 'ended with risk “high”' })
    expect(byWords(answer, 'had channel “phone”')).toMatchObject({ standing: 'clear', holds: true })
    expect(kinds(answer).some((one) => 'name' in one && one.name === 'risk')).toBe(false)
    expect(answer.leftOut).toContainEqual(expect.objectContaining({ what: 'risk', why: 'the target itself' }))
    // Those that rose did so on being told: of them nothing of it is known, and of the others only as far as those had come.
    const told = byWords(answer, 'came to “told”')
    expect(told?.with.rate?.value ?? 0).toBe(0)
    const calm = Math.round(900 * (1 - (answer.target.base?.share ?? 0)))
    expect(told?.with.n ?? 0).toBeLessThan(0.75 * calm)
    expect(byWords(answer, 'came to “won”')).toBeUndefined()
  })

  test('[D11] a number is compared by its average, with weights', async () => {
    await using store = await storeOf(eventsOf(risen(600)))
    const answer = await drivers(store.warehouse, map, { of: 'property:load' })
    expect(answer.target.base).toBeNull()
    expect(byWords(answer, 'had channel “phone”')?.difference?.value).toBeGreaterThan(2)
    expect(answer.weights?.weights.length).toBeGreaterThan(0)
  })

  test('[D11] where it never changes, all that happened is known', async () => {
    await using store = await storeOf(eventsOf(company(300, 5)))
    const colour = await drivers(store.warehouse, map, { of: 'property:colour=red' })
    expect(kinds(colour).some((one) => 'step' in one && one.step === 'thanked')).toBe(true)
  })

  test('[D11] it is offered, and what is not carried, not a number or never so is refused', async () => {
    await using store = await storeOf(eventsOf(risen(200)))
    const { targets } = await driverTargets(store.warehouse, map)
    const offered = targets.map(({ of }) => of)
    expect(offered).toEqual(expect.arrayContaining(['property:risk=low', 'property:risk=high', 'property:load']))
    const asked = (of: string) => drivers(store.warehouse, map, { of })
    await expect(asked('property:nothing=1')).rejects.toThrow('No event carries the property "nothing".')
    await expect(asked('property:risk=odd')).rejects.toThrow('is never "odd"')
    await expect(asked('property:risk')).rejects.toThrow('is not a number')
    await expect(asked('trait:risk=low')).rejects.toThrow('No event carries the trait "risk".')
  })
})

test('[D9] how far it is, is told as it goes on', async () => {
  await using store = await storeOf(eventsOf(company(200, 4)))
  const told: number[] = []
  await drivers(store.warehouse, map, { of: 'score', on: (done) => told.push(done) })
  expect(told.length).toBeGreaterThan(8)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(Math.max(...told)).toBeLessThanOrEqual(1)
})

test('[D6] where nothing matters, little or nothing is called clear', async () => {
  const random = randomOf(31)
  const rows = Array.from({ length: 600 }, (_, i): Row[] => {
    const more = {
      channel: ['web', 'phone', 'branch'][Math.floor(random() * 3)] ?? '',
      team: ['north', 'south', 'east'][Math.floor(random() * 3)] ?? '',
      properties: { amount: random() * 100, colour: ['red', 'blue', 'green'][Math.floor(random() * 3)] ?? '' },
    }
    const start = i * 0.7
    const checked = random() < 0.5 ? [[`c${i}`, 'checked', start + random() * 5] as const] : []
    return [[`c${i}`, 'asked', start, more], ...checked, [`c${i}`, random() < 0.4 ? 'won' : 'lost', start + 6]]
  }).flat()
  await using store = await storeOf(eventsOf(rows))
  const answer = await drivers(store.warehouse, map, { of: 'outcome' })
  expect(answer.factors.filter((one) => one.standing === 'not clear').length).toBeGreaterThan(20)
  expect(answer.factors.filter((one) => one.standing === 'clear').length).toBeLessThanOrEqual(1)
  expect(answer.model?.explained).toBeLessThan(0.02)
})

test('[D7] of very many cases, what events carry is counted in a sample that says so and can be opened', async () => {
  const cases = 50_400
  const rows = Array.from({ length: cases }, (_, i): Row[] => [
    [`c${i}`, 'asked', i / 100, { channel: i % 3 === 0 ? 'phone' : 'web' }],
    ...(i % 7 < (i % 3 === 0 ? 2 : 3) ? [[`c${i}`, 'told', i / 100 + 1] as const] : []),
  ]).flat()
  await using store = await storeOf(eventsOf(rows))
  const bare: MapDocument = { ...map, case: {}, outcome: { good: ['told'] } }
  const answer = await drivers(store.warehouse, bare, { of: 'outcome' })
  expect(answer.sample).toEqual({ cases: 50_000, of: cases })
  expect(answer.target.n).toBe(cases)
  expect(answer.model?.cases).toBe(50_000)
  const phone = byWords(answer, 'had channel “phone”')
  expect(phone).toMatchObject({ sampled: true, standing: 'clear' })
  expect((phone?.with.n ?? 0) + (phone?.without.n ?? 0)).toBe(50_000)
  const behind = { kind: 'factor', of: 'outcome', factor: phone?.factor ?? null, has: true, sampled: true } as const
  expect((await caseList(store.warehouse, bare, behind, {}, { limit: 1 })).total).toBe(phone?.with.n)
  const began = answer.factors.find(({ factor }) => factor.kind === 'weekday')
  expect(began?.sampled).toBe(false)
  expect((began?.with.n ?? 0) + (began?.without.n ?? 0)).toBe(cases)
})

test('[D9] who does not wait any longer stops the work', async () => {
  await using store = await storeOf(eventsOf(company(200, 4)))
  const stop = new AbortController()
  const asked = drivers(store.warehouse, map, { of: 'outcome', signal: stop.signal })
  stop.abort(new Error('gone'))
  await expect(asked).rejects.toThrow()
})
