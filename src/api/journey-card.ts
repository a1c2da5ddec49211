import { measure, weeks } from '../insight/index.ts'
import { type MapDocument, parseMap, stages } from '../map/index.ts'
import type { Store, StoredMap } from '../store/index.ts'
import type { JourneyCard } from './contract.ts'
import { toProblem } from './problem.ts'

/** A journey as the index shows it; what cannot be measured says why instead of failing the index. */
export async function journeyCard({ warehouse }: Store, stored: StoredMap): Promise<JourneyCard> {
  const result = parseMap(stored.text)
  if (!result.ok)
    return {
      ...blank(stored),
      failed: `the map does not parse: line ${result.problems[0]?.line}, ${result.problems[0]?.says}`,
    }
  const { map } = result
  const base = { ...blank(stored), ...described(map) }
  try {
    const [measured, byWeek] = await Promise.all([measure(warehouse, map), weeks(warehouse, map)])
    return {
      ...base,
      stepsMeasured: measured.steps.filter((step) => step.cases > 0).length,
      unseen: unseenIn(map, new Set(measured.steps.filter((step) => step.cases > 0).map((step) => step.id))),
      cases: measured.cases,
      promise: measured.promise,
      outcome: measured.outcome,
      weeks: [...byWeek],
    }
  } catch (error) {
    const problem = toProblem(error)
    return { ...base, failed: `${problem.message} ${problem.remedy}` }
  }
}

function blank(stored: StoredMap): JourneyCard {
  return {
    id: stored.id,
    title: stored.id,
    state: 'as-is',
    draft: false,
    version: stored.version,
    simulated: false,
    sponsor: null,
    stages: [],
    steps: 0,
    stepsMeasured: 0,
    unseen: [],
    cases: 0,
    promise: null,
    outcome: null,
    weeks: [],
    failed: null,
  }
}

function described(map: MapDocument) {
  const stagesOf = [...new Set(map.phases.flatMap((phase) => phase.stage ?? []))]
  return {
    title: map.title,
    state: map.state,
    draft: map.draft ?? false,
    simulated: map.simulated ?? false,
    sponsor: map.programme?.sponsor ?? null,
    stages: stages.filter((stage) => stagesOf.includes(stage)),
    steps: map.phases.reduce((sum, phase) => sum + phase.steps.length, 0),
  }
}

function unseenIn(map: MapDocument, seen: ReadonlySet<string>): JourneyCard['unseen'] {
  return map.phases.flatMap(({ stage, steps }) =>
    steps.filter(({ id }) => !seen.has(id)).map(({ id, title }) => ({ step: id, title, stage: stage ?? null })),
  )
}
