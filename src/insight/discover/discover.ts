import { type MapDocument, type Phase, type Step, stepsOf } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { stepTotals, type TransitionCount, transitionCounts } from '../explore/dfg.ts'
import { type Gaps, gaps } from '../gaps.ts'
import { mapLens, namesLens } from '../lens.ts'
import { QuestionProblem } from '../problem.ts'
import { codeList, openView, stepOf, type View } from '../view.ts'
import { type Ending, endings } from './ends.ts'
import { keptCount, rarestSteps } from './keep.ts'
import { averageOrder, type Precedence, pairTotal, precedences, sampling } from './order.ts'
import { type Parties, partiesOf } from './parties.ts'
import { phaseSizes } from './phases.ts'
import { humaneDuration, inWords } from './promise.ts'
import { slugs, titleOf } from './slug.ts'
import { type Drawn, type Exit, everyWayOn, reaching, waysOn } from './ways.ts'

export interface DiscoverAsked {
  readonly id?: string
  readonly title?: string
  /** share of the cases that the draft's steps tell whole; 1 makes one step of each event name */
  readonly keep?: number
  /** `all` draws every way that a case took; absent: all where every name is kept, else the usual ones (I24) */
  readonly transitions?: 'usual' | 'all'
  readonly filter?: CaseFilter
}

/** Fewer say too little to promise anything. */
const enoughToPromise = 20
/** The share of visits whose time is proposed as a promise. */
const usual = 0.8

/**
 * A draft as-is map from events (I20 to I26). It is made in two looks: over all names, to choose and order the steps; then
 * over the steps chosen, as a measure of the draft will see them, to draw its ways and propose its promises.
 */
export async function discover(warehouse: Warehouse, asked: DiscoverAsked): Promise<MapDocument> {
  const { keep = 0.95, transitions = keep === 1 ? 'all' : 'usual' } = asked
  if (!(keep > 0 && keep <= 1)) {
    throw new QuestionProblem('keep-invalid', `${keep} is not a share of cases.`, 'Give more than 0 and at most 1.')
  }
  const { filter, from } = await ofSource(warehouse, asked.filter ?? {})
  const byName = await namesLens(warehouse)
  const view = await openView(warehouse, from === null ? byName : { ...byName, sources: from }, filter)
  const { names, every } = await chosenNames(warehouse, view, keep)
  const bare = { ...onePhase(asked, names), ...(from === null ? {} : { case: { from } }) }
  const drafted = await openView(warehouse, mapLens(bare), filter)
  const [counts, waits, parties] = await Promise.all([
    warehouse.rows<TransitionCount>(transitionCounts(drafted)),
    warehouse.rows<Gaps>(gaps(drafted, 'step', [usual])),
    partiesOf(warehouse, view, names),
  ])
  const places = placesOf(bare, drafted)
  const placed = (code: number) => places[code - 1] ?? 0
  const onDraft = counts.map((row) => ({ ...row, prev: placed(row.prev), step: placed(row.step) }))
  const totals = stepTotals(onDraft)
  return drawn(bare, names, {
    counts: onDraft,
    totals,
    waits: waits.map((row) => ({ ...row, prev: placed(row.prev) })),
    endings: await endings(warehouse, drafted, places, every, (place) => totals.get(place)?.cases ?? 0),
    parties,
    transitions,
  })
}

/** For each of a lens's codes the step's 1-based place on the draft. */
function placesOf(bare: MapDocument, { lens }: View): readonly number[] {
  const ids = stepsOf(bare).map(({ step }) => step.id)
  return lens.steps.map((id) => ids.indexOf(id) + 1)
}

interface Chosen {
  readonly names: readonly string[]
  /** one case in so many was asked for the order */
  readonly every: number
}

/** The names that become steps, in their order on average; equally many cases by name. */
async function chosenNames(warehouse: Warehouse, view: View, keep: number): Promise<Chosen> {
  const counts = await warehouse.rows<TransitionCount>(transitionCounts(view))
  const cases = new Map([...stepTotals(counts)].map(([code, total]) => [code, total.cases]))
  const ranked = [...cases.keys()].sort((a, b) => (cases.get(b) ?? 0) - (cases.get(a) ?? 0) || a - b)
  if (ranked.length === 0) {
    throw new QuestionProblem(
      'no-events',
      'There are no cases to draw a journey from.',
      'Import events first, or ask about more cases.',
    )
  }
  const rarest = await warehouse.rows<{ place: number; cases: number }>(rarestSteps(view, ranked))
  const kept = ranked.slice(0, keptCount(rarest, keep))
  const codes = codeList(kept)
  const [{ pairs } = { pairs: 0 }] = await warehouse.rows<{ pairs: number }>(pairTotal(view, codes))
  const every = sampling(pairs)
  const rare = codeList(kept.filter((code) => (cases.get(code) ?? 0) < 100 * every))
  const order = averageOrder(kept, await warehouse.rows<Precedence>(precedences(view, codes, every, rare)))
  return { names: order.map((code) => stepOf(view.lens, code)), every }
}

/**
 * Beside other files' events a draft of one file says whose it is: names, and cases' ids, that they have in common would mix
 * two journeys. Then the lens leaves the others out, and the filter need not.
 */
async function ofSource(
  warehouse: Warehouse,
  filter: CaseFilter,
): Promise<{ readonly filter: CaseFilter; readonly from: readonly string[] | null }> {
  const { source, ...rest } = filter
  if (source === undefined) return { filter, from: null }
  const [others] = await warehouse.rows<{ n: number }>({
    sql: 'SELECT count() AS n FROM source WHERE name != {source:String} AND number IN (SELECT source FROM event)',
    params: { source },
  })
  return others === undefined || others.n === 0 ? { filter, from: null } : { filter: rest, from: [source] }
}

function onePhase(
  { id = 'discovered', title = 'Discovered journey' }: DiscoverAsked,
  names: readonly string[],
): MapDocument {
  const ids = slugs(names, 'step')
  const steps = names.map((name, i): Step => ({ id: ids[i] ?? '', title: titleOf(name), match: { event: name } }))
  return { throughline: 'map/1', id, title, state: 'as-is', draft: true, phases: [{ id: 'all', title: 'All', steps }] }
}

interface Seen {
  readonly counts: readonly TransitionCount[]
  readonly totals: ReturnType<typeof stepTotals>
  /** by place; steps at which nobody stops have none */
  readonly endings: ReadonlyMap<number, Ending>
  /** of the visits that go on: the time within which four of five do */
  readonly waits: readonly Gaps[]
  readonly parties: Parties
  readonly transitions: 'usual' | 'all'
}

function drawn(bare: MapDocument, names: readonly string[], seen: Seen): MapDocument {
  const bareSteps = stepsOf(bare).map(({ step }) => step)
  const ways = waysBetween(bareSteps.length, seen)
  const steps = bareSteps.map((step, place): Step => {
    const { next, ends } = ways[place] ?? { next: [], ends: false }
    return {
      ...step,
      ...seen.parties.of(names[place] ?? ''),
      ...figuresOf(place + 1, next?.length === 0, seen),
      ...(next === null ? {} : { next: next.map((to) => bareSteps[to]?.id ?? '') }),
      ...(seen.transitions === 'all' && place > 0 && isStart(seen.counts, place + 1) ? { starts: true } : {}),
      ...(ends ? { ends: true } : {}),
    }
  })
  const flows = seen.counts
    .filter((row) => row.prev > 0 && row.step > 0)
    .map((row) => ({ from: row.prev - 1, to: row.step - 1, visits: row.visits }))
  const { phases: _, ...rest } = bare
  return { ...rest, ...lists(seen.parties), phases: phasesOf(steps, phaseSizes(steps.length, flows)) }
}

function lists({ teams, systems, partners }: Parties): Pick<MapDocument, 'teams' | 'systems' | 'partners'> {
  return {
    ...(teams.length === 0 ? {} : { teams }),
    ...(systems.length === 0 ? {} : { systems }),
    ...(partners.length === 0 ? {} : { partners }),
  }
}

function waysBetween(steps: number, { counts, endings, transitions }: Seen): readonly Drawn[] {
  const exits = Array.from({ length: steps }, (_, place) =>
    counts
      .filter((row) => row.prev === place + 1)
      .map((row): Exit => ({ to: row.step === 0 ? null : row.step - 1, visits: row.visits })),
  )
  if (transitions === 'all') return exits.map((some, place) => everyWayOn(place, some))
  return reaching(
    exits.map((some, place) => waysOn(place, some, isEnd(endings.get(place + 1)))),
    exits,
  )
}

function isEnd(ending: Ending | undefined): boolean {
  return ending?.isDrawn === true && ending.kind !== 'left'
}

/** What was seen at the step with this place: a promise where the way goes on, and the evidence for it all. */
function figuresOf(code: number, leadsNowhere: boolean, seen: Seen): Pick<Step, 'promise' | 'evidence'> {
  const ending = seen.endings.get(code)
  const wait = seen.waits.find((row) => row.prev === code)
  const promised = isEnd(ending) || leadsNowhere ? null : promiseFrom(wait)
  const total = seen.totals.get(code) ?? { visits: 0, cases: 0 }
  return {
    ...(promised === null ? {} : { promise: { within: promised.within } }),
    evidence: [
      measured(`${counted(total.cases, 'case')}, ${counted(total.visits, 'visit')}`, total.cases),
      ...(ending === undefined ? [] : [measured(endingInWords(ending), ending.stopped)]),
      ...(promised === null ? [] : [measured(promised.says)]),
    ],
  }
}

function measured(says: string, n?: number): NonNullable<Step['evidence']>[number] {
  return { kind: 'observed', grade: 'measured', ...(n === undefined ? {} : { n }), says }
}

/** Who ends here, and what the draft takes them for: the truth stands in no event, so that a person can say otherwise. */
function endingInWords({ kind, stopped, cases, settled, isDrawn }: Ending): string {
  const ended = `ends here: ${stopped.toLocaleString('en-US')} of ${counted(cases, 'case')}`
  if (!isDrawn) return ended
  switch (kind) {
    case 'final':
      return `${ended}; next to nobody comes further, so it is drawn as an end`
    case 'settled':
      return `${ended}, ${settled.toLocaleString('en-US')} of them after a step that next to nobody comes further than, so it is drawn as an end`
    case 'left':
      return `${ended}; others come further, so these count as dropped out: say "ends: true" if the way may end here`
  }
}

function isStart(counts: readonly TransitionCount[], code: number): boolean {
  return counts.some((row) => row.prev === 0 && row.step === code)
}

function promiseFrom(wait: Gaps | undefined): { readonly within: string; readonly says: string } | null {
  if (wait === undefined || wait.visits < enoughToPromise) return null
  const [micros = 0] = wait.q
  const within = humaneDuration(micros)
  if (within === null) return null
  const went = `of ${counted(wait.visits, 'visit')} that went on, 80 % did within ${inWords(micros)}`
  return { within, says: `${went}; the promise proposed is that, rounded up` }
}

function counted(n: number, thing: string): string {
  return `${n.toLocaleString('en-US')} ${thing}${n === 1 ? '' : 's'}`
}

/** A phase is called after its first step, or after the words its steps' titles begin with where no other phase's do. */
function phasesOf(steps: readonly Step[], sizes: readonly number[]): readonly Phase[] {
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0))
  const groups = sizes.map((size, i) => steps.slice(starts[i] ?? 0, (starts[i] ?? 0) + size))
  const titles = groups.map((group) => {
    const shared = commonWords(group.map((step) => step.title))
    const elsewhere = steps.some((step) => !group.includes(step) && `${step.title} `.startsWith(`${shared} `))
    return shared === '' || elsewhere ? (group[0]?.title ?? '') : shared
  })
  const ids = slugs(titles, 'phase')
  return groups.map((group, i) => ({ id: ids[i] ?? '', title: titles[i] ?? '', steps: group }))
}

function commonWords(titles: readonly string[]): string {
  const words = (titles[0] ?? '').split(' ')
  const different = words.findIndex((word, i) => titles.some((title) => title.split(' ')[i] !== word))
  return (different < 0 ? words : words.slice(0, different)).join(' ')
}
