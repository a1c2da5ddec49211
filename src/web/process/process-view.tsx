import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import type { Dfg } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { Screen } from '../app/screen.tsx'
import { Segmented } from '../app/segmented.tsx'
import { simulatedOf } from '../app/simulated.ts'
import { drawLinks } from './canvas/view.ts'
import { TakeProcess } from './export/take-process.tsx'
import { choiceOf, keep } from './graph/keep.ts'
import { toGraph } from './graph/model.ts'
import { orderOf } from './graph/order.ts'
import { useScene } from './layout/use-scene.ts'
import { Selected } from './panel/selected.tsx'
import { Shown } from './panel/shown.tsx'
import { Table } from './panel/table.tsx'
import { TiesNote } from './panel/ties-note.tsx'
import { PictureArea } from './picture-area.tsx'
import { ReplaySection } from './replay/replay-section.tsx'
import { Tokens } from './replay/tokens.tsx'
import { useReplay } from './replay/use-replay.ts'
import type { Measure } from './search.ts'
import { useSliders } from './use-sliders.ts'
import { measureWords, namesOf } from './words.ts'

export interface ProcessViewProps {
  map: string | undefined
  drawn: MapDocument | undefined
  dfg: Dfg
  title: string
  tags: ReactNode
  isStale: boolean
}

const views = { picture: 'Picture', table: 'Table' }

/** All that is worked out from the graph: what is kept of it, where it stands, how it is drawn. */
function usePicture({ map, drawn, dfg }: Pick<ProcessViewProps, 'map' | 'drawn' | 'dfg'>, measure: Measure) {
  const graph = useMemo(() => toGraph(dfg), [dfg])
  const names = useMemo(() => namesOf(graph, drawn), [graph, drawn])
  const order = useMemo(() => orderOf(graph, names.drawn), [graph, names])
  const choice = useMemo(() => choiceOf(graph), [graph])
  const sliders = useSliders(choice)
  const { stop, fullness } = sliders
  const kept = useMemo(() => keep(choice, stop, fullness), [choice, stop, fullness])
  const state = useScene({ choice, stop, order, names })
  const { scene } = state
  // The sliders and their words move at once; the picture follows as soon as there is time.
  const pictured = useDeferredValue(kept)
  const links = useMemo(
    () => (scene ? drawLinks(pictured, scene, { order, names, measure }) : []),
    [pictured, scene, order, names, measure],
  )
  const replay = useReplay(map, pictured)
  return { graph, names, order, choice, sliders, kept, state, pictured, links, replay }
}

export function ProcessView({ map, drawn, dfg, title, tags, isStale }: ProcessViewProps) {
  const { measure = 'cases', view = 'picture' } = useSearch({ from: '/process/{-$map}' })
  const navigate = useNavigate({ from: '/process/{-$map}' })
  const { graph, names, order, choice, sliders, kept, state, pictured, links, replay } = usePicture(
    { map, drawn, dfg },
    measure,
  )
  const [selected, setSelected] = useState<string | null>(null)
  const { scene } = state
  return (
    <Screen
      title={title}
      simulated={simulatedOf(drawn)}
      tags={tags}
      bare
      asideLabel="What is shown and selected"
      actions={
        <Segmented
          label="What the links say"
          value={measure}
          options={measureWords}
          choose={(one) => void navigate({ search: (old) => ({ ...old, measure: one }), replace: true })}
        />
      }
      aside={
        <>
          <Shown choice={choice} kept={kept} {...sliders}>
            <ViewSwitch view={view} />
          </Shown>
          {view === 'picture' && <ReplaySection replay={replay} />}
          <Selected id={selected} graph={graph} order={order} names={names} map={map} select={setSelected} />
          <TiesNote ties={dfg.ties} />
          <TakeProcess title={title} dfg={dfg} picture={scene && { scene, kept: pictured, links, names }} />
        </>
      }
    >
      {view === 'table' ? (
        <Table graph={graph} kept={kept} order={order} names={names} selected={selected} select={setSelected} />
      ) : (
        <PictureArea
          state={state}
          isStale={isStale}
          kept={pictured}
          links={links}
          names={names}
          selected={selected}
          select={setSelected}
          over={(scene) =>
            replay.film &&
            replay.player && <Tokens film={replay.film} scene={scene} links={links} player={replay.player} />
          }
        />
      )}
    </Screen>
  )
}

function ViewSwitch({ view }: { view: 'picture' | 'table' }) {
  const navigate = useNavigate({ from: '/process/{-$map}' })
  return (
    <Segmented
      label="Show as"
      value={view}
      options={views}
      choose={(one) =>
        void navigate({ search: ({ view: _, ...old }) => (one === 'table' ? { ...old, view: one } : old) })
      }
    />
  )
}
