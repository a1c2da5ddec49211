import { demoMaps, simulation, type Truth } from '../demo/index.ts'
import { type MapDocument, parseMap } from '../src/map/index.ts'
import { encoded } from '../src/store/encoding.ts'
import { openTemporaryStore, type Sourced, type Store } from '../src/store/index.ts'

/** The simulated company's events in a store, and the truth about them. Whoever asks closes the store. */
export async function demoStore(settings: Parameters<typeof simulation>[0]): Promise<{ store: Store; truth: Truth }> {
  const store = await openTemporaryStore()
  const told = simulation(settings)
  async function* batches(): AsyncGenerator<Sourced> {
    for (const events of told.batches) yield { events, refused: [] }
  }
  await store.warehouse.append({ name: 'simulated', fingerprint: 'simulated' }, encoded(batches()))
  return { store, truth: told.truth() }
}

/** The maps that the simulated company draws of itself. */
export function drawnMaps(): readonly MapDocument[] {
  return demoMaps().map((text) => {
    const parsed = parseMap(text)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    return parsed.map
  })
}

export function openingMap(): MapDocument {
  const map = drawnMaps().find(({ id }) => id === 'opening-a-business-account')
  if (map === undefined) throw new Error('the demo draws the opening of an account')
  return map
}
