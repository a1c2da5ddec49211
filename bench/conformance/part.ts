import { caseList, conformance, discover, mapLens } from '../../src/insight/index.ts'
import type { MapDocument } from '../../src/map/index.ts'
import type { Warehouse } from '../../src/store/index.ts'
import type { Asked } from '../asked.ts'
import { filledStore } from '../questions/filled.ts'
import { count, met, range, seconds, times } from '../say.ts'
import type { Section } from '../section.ts'
import { type Timed, timed } from '../timing.ts'

const size = 1_000_000
/** How many variants the aim speaks of, and within how many seconds. */
const aim = { variants: 5000, seconds: 10 }

/** Cases held against a draft map: each variant aligned anew, then once more with what was kept. */
export async function conformancePart({ runs }: Asked, folder: string): Promise<Section> {
  const { store, events, took } = await filledStore(`${folder}/store`, size)
  try {
    const { warehouse } = store
    const map = await discover(warehouse, { keep: 1, transitions: 'usual' })
    const { trace } = await warehouse.lens(mapLens(map))
    const limit = await timed(
      () => warehouse.rows({ sql: `SELECT hash, count() AS n FROM ${trace} GROUP BY hash ORDER BY n DESC LIMIT 5000` }),
      runs,
    )
    const measured = await measure(warehouse, map, runs)
    const all = await conformance(warehouse, map, {}, { most: 1_000_000 })
    return {
      title: 'Conformance',
      about: [
        `${count(events)} events (made in ${seconds(took)}), ${count(all.cases)} cases in ${count(all.covered.of.variants)} variants, held against a draft map of ${map.phases.flatMap((phase) => phase.steps).length} steps; fitness ${all.fitness?.toFixed(3)}. *Anew*: nothing is known of any variant. *Limit*: the engine's own count of the 5,000 most frequent variants, ${seconds(limit.median)}.`,
      ],
      tables: [
        {
          caption: 'Alignments with the map',
          head: ['question', 'median', 'lowest – highest', 'to the limit', 'aim'],
          rows: measured.map(({ says, took: one, within }) => [
            says,
            seconds(one.median),
            range(one),
            times(one.median / limit.median),
            within === null ? '' : `under ${within} s: ${met(one.median < within)}`,
          ]),
        },
      ],
    }
  } finally {
    await store.close()
  }
}

interface Measured {
  readonly says: string
  readonly took: Timed
  readonly within: number | null
}

async function measure(warehouse: Warehouse, map: MapDocument, runs: number): Promise<readonly Measured[]> {
  // Alignments are kept with the warehouse they were asked of: another handle on it knows none.
  const anew = (most: number) => timed(() => conformance({ ...warehouse }, map, {}, { most }), runs)
  const first = await anew(aim.variants)
  const usual = await anew(50_000)
  const { deviations } = await conformance(warehouse, map)
  const again = await timed(() => conformance(warehouse, map), runs)
  const [widest] = deviations
  if (widest === undefined) throw new RangeError('every case of the made log fits: nothing is behind a deviation')
  const behind = { kind: 'deviation', deviation: widest.kind, step: widest.step } as const
  const cases = await timed(() => caseList(warehouse, map, behind), runs)
  return [
    { says: `${count(aim.variants)} variants, anew`, took: first, within: aim.seconds },
    { says: '50,000 variants, anew', took: usual, within: null },
    { says: 'again, all known', took: again, within: null },
    { says: `the ${count(widest.cases)} cases behind a deviation`, took: cases, within: null },
  ]
}
