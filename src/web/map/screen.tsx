import { simulatedOf } from '../app/simulated.ts'
import '@mantine/core/styles/Popover.layer.css'
import './grid/grid.css'
import './lanes/lanes.css'
import './cells/drawings.css'
import './head/head.css'
import './flow/flow.css'
import './panel/panel.css'
import './text/text.css'
import './print/print.css'
import { useElementSize } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { MapAnswer } from '../../api/contract.ts'
import { useAsk } from '../app/ask.ts'
import { code } from '../app/code.ts'
import { useFilters } from '../app/filters.ts'
import { Screen } from '../app/screen.tsx'
import { usePrinting } from '../app/use-printing.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { columnWidth } from './columns.ts'
import { DraftNote } from './draft-note.tsx'
import { Grid } from './grid/grid.tsx'
import { GridWaits } from './grid/waits.tsx'
import { LensSwitch } from './head/lens-switch.tsx'
import { Summary } from './head/summary.tsx'
import { MapTags } from './head/tags.tsx'
import { lensLanes } from './lanes/lane.ts'
import { laneSetOf, overlaidLanes } from './lanes/order.ts'
import { type LaneChoice, useLanes } from './lanes/use-lanes.ts'
import type { LaneLens } from './lens.ts'
import { type Figures, known, type MapModel, modelOf } from './model.ts'
import { NoEvents } from './no-events.tsx'
import type { Overlay, OverlayShown } from './overlays/overlay.tsx'
import { overlayOf, useOverlay } from './overlays/use-overlay.ts'
import { StepPanel } from './panel/step-panel.tsx'
import { PrintMap } from './print/print-map.tsx'
import { TakeMap } from './take/take-map.tsx'

// The parser and its schema come with the text, not with the first paint.
const TextLens = lazy(() => code(import('./text/text-lens.tsx')).then(({ TextLens }) => ({ default: TextLens })))

/** The map: the home of every figure. */
export function MapScreen() {
  const { map: id } = useParams({ from: '/map/$map' })
  const { data, error, refetch } = useAsk('GET /api/maps/:map', { params: { map: id } })
  if (error) {
    return (
      <Screen title="Map">
        <Failed error={error} again={refetch} />
      </Screen>
    )
  }
  if (!data) {
    return (
      <Screen title="Map" bare>
        <GridWaits />
      </Screen>
    )
  }
  return <OpenMap key={id} answer={data} />
}

function OpenMap({ answer }: { answer: MapAnswer }) {
  const { query } = useFilters()
  const { lens = 'measure', step, show } = useSearch({ from: '/map/$map' })
  const measure = useAsk(
    'GET /api/maps/:map/measure',
    { params: { map: answer.id }, query },
    { placeholderData: keepPreviousData },
  )
  const figures = useMemo((): Figures => {
    if (measure.error) return { state: 'failed' }
    return measure.data ? known(measure.data) : { state: 'loading' }
  }, [measure.data, measure.error])
  const model = useMemo(() => modelOf(answer.map, figures), [answer.map, figures])
  const chosen = overlayOf(lens === 'measure' ? show : undefined)
  const overlay = useOverlay(answer.id, chosen, model)
  const room = useElementSize()
  const width = columnWidth(room.width - laneWidth, model.columns.length)
  const panel = useOpenStep({ id: answer.id, model, overlay }, lens === 'text' ? undefined : step)
  const isStale = measure.isPlaceholderData
  return (
    <Screen
      title={answer.map.title}
      simulated={simulatedOf(answer.map)}
      tags={<MapTags id={answer.id} version={answer.version} model={model} />}
      actions={
        <>
          <LensSwitch id={answer.id} lens={lens} />
          {lens !== 'text' && <TakeMap model={model} overlay={overlay} />}
        </>
      }
      summary={
        figures.state === 'failed' ? undefined : (
          <Summary id={answer.id} model={model} overlay={overlay} chosen={lens === 'measure' ? chosen : null} />
        )
      }
      aside={panel.element}
      asideLabel="Step"
      bare
    >
      <div
        className="map-room"
        ref={room.ref}
        aria-busy={isStale || figures.state === 'loading'}
        data-stale={isStale || undefined}
      >
        {measure.error && (
          <div className="map-failed">
            <Failed error={measure.error} again={measure.refetch} />
          </div>
        )}
        <NoEvents model={model} />
        {answer.map.draft && lens !== 'text' && <DraftNote id={answer.id} />}
        {lens === 'text' ? (
          <Suspense fallback={<Loading what="the text" />}>
            <TextLens answer={answer} model={model} overlay={overlay} width={width} selected={step} />
          </Suspense>
        ) : (
          <Lanes
            choice={laneChoice(lens, chosen)}
            overlay={overlay}
            model={model}
            width={width}
            selected={step}
            onSelect={panel.select}
          />
        )}
      </div>
    </Screen>
  )
}

/** The lane names' column, as in map.css. */
const laneWidth = 116

interface LanesProps {
  readonly choice: LaneChoice
  readonly model: MapModel
  readonly overlay: OverlayShown
  readonly width: number
  readonly selected: string | undefined
  readonly onSelect: (step: string | undefined, how: 'key' | 'pointer') => void
}

/** The lanes that a lens is about, and in Measure those the overlay brings. */
function laneChoice(lens: LaneLens, { id, lanes, replaces }: Overlay): LaneChoice {
  if (lens === 'draw') return { set: 'draw', own: lensLanes.draw, brought: [] }
  const brought = lanes.map((lane) => lane.id)
  return { set: laneSetOf(id), own: overlaidLanes(brought, replaces), brought: lanes }
}

function Lanes({ choice, ...grid }: LanesProps) {
  const lanes = useLanes(choice, grid.model.columns)
  const isPrinting = usePrinting()
  useInView(grid.selected, grid.width)
  return isPrinting ? (
    <PrintMap model={grid.model} overlay={grid.overlay} lanes={lanes} />
  ) : (
    <Grid lanes={lanes} {...grid} />
  )
}

/** The panel takes room from the columns; the one it speaks of stays in view. */
function useInView(step: string | undefined, width: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a column may leave the view when all of them change their width
  useEffect(() => {
    const heads = document.querySelectorAll<HTMLElement>('.map-grid .step')
    const head = [...heads].find((one) => one.dataset['step'] === step)
    head?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [step, width])
}

interface Opened {
  readonly id: string
  readonly model: MapModel
  readonly overlay: OverlayShown
}

/** The step that is open lives in the address; closing it gives the focus back to its column. */
function useOpenStep({ id, model, overlay }: Opened, step: string | undefined) {
  const navigate = useNavigate({ from: '/map/$map' })
  const [takesFocus, setTakesFocus] = useState(false)
  const column = step === undefined ? undefined : model.columns.find((one) => one.step.id === step)
  const select = (next: string | undefined, how: 'key' | 'pointer') => {
    // A panel that is about to close must not take the focus that goes back to its column.
    setTakesFocus(how === 'key' && next !== undefined)
    void navigate({
      search: ({ step: _, ...rest }) => (next === undefined ? rest : { ...rest, step: next }),
      replace: true,
    })
  }
  const close = () => {
    select(undefined, 'key')
    document.querySelector<HTMLElement>('.map-grid [data-row][tabindex="0"]')?.focus()
  }
  const element = column && (
    <StepPanel id={id} model={model} overlay={overlay} column={column} takesFocus={takesFocus} close={close} />
  )
  return { select, element }
}
