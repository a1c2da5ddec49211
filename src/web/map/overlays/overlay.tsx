import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { FilterQuery } from '../../../api/contract.ts'
import { useAsk } from '../../app/ask.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayPercent } from '../../figure/share.ts'
import type { Column } from '../columns.ts'
import type { LaneId, OverlayLaneId } from '../lanes/lane.ts'
import type { MapModel } from '../model.ts'
import type { Taken } from '../take/taken.ts'
import type { OverlayId } from './ids.ts'

/** What an overlay is asked with: the map under the filters that are open, and whether it is the one that is shown. */
export interface OverlayRequest {
  readonly id: string
  readonly query: FilterQuery
  /** false: another overlay is shown, so that nothing may be asked */
  readonly enabled: boolean
}

/** Where an overlay draws: the map with its columns; `id` is the map's, for links to the cases behind a figure. */
export interface OverlayPlace {
  readonly id: string
  readonly model: MapModel
}

/** One row of cells that an overlay brings; its cells hold text and drawings, links belong into the panel. */
export interface OverlayLane<Data> {
  readonly id: OverlayLaneId
  readonly title: string
  readonly unit: string
  readonly cell: (data: Data, column: Column, place: OverlayPlace) => ReactNode
  /** drawn over all cells of the lane, in columns of this width */
  readonly drawing?: (data: Data, columns: readonly Column[], width: number, place: OverlayPlace) => ReactNode
  /** said on the printed map: how to read the lane */
  readonly legend: string
}

/** What an overlay's answer is to it: of one route as the query gives it, or joined from several. */
export interface OverlayAnswer<Data> extends Pick<UseQueryResult<Data>, 'data' | 'error'> {
  readonly refetch: () => Promise<unknown>
}

/** An overlay as its file says it, in terms of the answer it asks for. */
export interface OverlaySpec<Data> {
  readonly id: OverlayId
  readonly label: string
  readonly useAnswer: (request: OverlayRequest) => OverlayAnswer<Data>
  readonly lanes: readonly OverlayLane<Data>[]
  /** lanes of the map that fold while this overlay is shown, since its own say more */
  readonly replaces: readonly LaneId[]
  /** <Figure>s of the summary strip, after those of the map */
  readonly summary: (data: Data, place: OverlayPlace) => ReactNode
  /** what the side panel of a step says, as one or more <Section>s */
  readonly panel: (data: Data, column: Column, place: OverlayPlace) => ReactNode
  /** columns that it brings to the map's table, with their whole values at a step; absent where the map's own say it all */
  readonly taken?: (data: Data, column: Column) => Taken
}

/** An overlay whatever its answer is: what the registry lists. */
export interface Overlay {
  readonly id: OverlayId
  readonly label: string
  readonly lanes: readonly LaneWords[]
  readonly replaces: readonly LaneId[]
  readonly useShown: (request: OverlayRequest, model: MapModel) => OverlayShown
}

export type LaneWords = Pick<OverlayLane<never>, 'id' | 'title' | 'unit' | 'legend'>

/** The overlay that is shown, with its answer as far as it is there. */
export interface OverlayShown {
  readonly lanes: readonly LaneWords[]
  readonly cell: (lane: OverlayLaneId, column: Column) => ReactNode
  readonly drawing: (lane: OverlayLaneId, columns: readonly Column[], width: number) => ReactNode
  readonly summary: () => ReactNode
  readonly panel: (column: Column) => ReactNode
  readonly taken: (column: Column) => Taken
}

/** Makes an overlay of what its file says; waiting, failing and steps that no event can be are said here, once for all overlays. */
export function overlay<Data>(spec: OverlaySpec<Data>): Overlay {
  const { id, label, lanes, replaces } = spec
  return {
    id,
    label,
    lanes,
    replaces,
    useShown: (request, model) => {
      const { data, error, refetch } = spec.useAnswer(request)
      return useMemo(
        () => shown(spec, { data, error, again: () => void refetch() }, { id: request.id, model }),
        [data, error, refetch, request.id, model],
      )
    },
  }
}

interface Answered<Data> {
  readonly data: Data | undefined
  readonly error: Error | null
  readonly again: () => void
}

function shown<Data>(
  spec: OverlaySpec<Data>,
  { data, error, again }: Answered<Data>,
  place: OverlayPlace,
): OverlayShown {
  const laneOf = (lane: OverlayLaneId) => spec.lanes.find((one) => one.id === lane)
  return {
    lanes: spec.lanes,
    cell: (lane, column) => {
      if (column.step.match === undefined) return <span className="absent">no match</span>
      if (error) return <span className="absent">not measured</span>
      if (data === undefined) return <span className="skeleton" />
      return laneOf(lane)?.cell(data, column, place)
    },
    drawing: (lane, columns, width) =>
      data === undefined ? null : laneOf(lane)?.drawing?.(data, columns, width, place),
    summary: () => {
      if (error) return <Unknown label={spec.label} error={error} again={again} />
      if (data === undefined) return <OnItsWay label={spec.label} />
      return spec.summary(data, place)
    },
    panel: (column) => (data === undefined || column.step.match === undefined ? null : spec.panel(data, column, place)),
    taken: (column) => (data === undefined ? [] : (spec.taken?.(data, column) ?? [])),
  }
}

/** The strip says how far a long answer is. */
function OnItsWay({ label }: { label: string }) {
  const { data } = useAsk('GET /api/progress', {}, { refetchInterval: 1000, staleTime: 0, retry: false })
  const working = data?.working ?? null
  return (
    <Figure
      label={label}
      value={
        working === null ? (
          <span className="skeleton wide" />
        ) : (
          <progress value={working.done} max={1} aria-label={working.says} />
        )
      }
      sure={working === null ? undefined : `${working.says}, ${sayPercent(working.done)}`}
    />
  )
}

/** Where the overlay's own answer failed the map stands as it is; the strip says what is missing, and tries again. */
function Unknown({ label, error, again }: { label: string; error: Error; again: () => void }) {
  return (
    <Figure
      label={label}
      value="–"
      sure={
        <>
          could not be fetched{' '}
          <button type="button" className="overlay-again" onClick={again}>
            Try again
          </button>
        </>
      }
      title={error.message}
    />
  )
}
