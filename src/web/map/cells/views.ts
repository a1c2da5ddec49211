import type { ReactNode } from 'react'
import { FlowDrawing, FlowNote } from '../flow/flow-drawing.tsx'
import type { LaneId } from '../lanes/lane.ts'
import * as cell from './document.tsx'
import { ChannelDrawing, type DrawingProps, EmotionDrawing, SystemDrawing, TeamDrawing } from './drawings.tsx'
import { type CellProps, DropCell, FlowCell, RepeatCell, TimeCell } from './figures.tsx'

interface LaneView {
  readonly Cell: (props: CellProps) => ReactNode
  /** drawn over all cells of the lane */
  readonly Drawing?: (props: DrawingProps) => ReactNode
  /** said under the lane's name: what the drawing leaves out */
  readonly Note?: (props: Pick<DrawingProps, 'model' | 'width'>) => ReactNode
}

/** How each lane shows a step, and what it draws across steps. */
export const laneViews: Readonly<Record<LaneId, LaneView>> = {
  flow: { Cell: FlowCell, Drawing: FlowDrawing, Note: FlowNote },
  time: { Cell: TimeCell },
  drop: { Cell: DropCell },
  repeats: { Cell: RepeatCell },
  emotion: { Cell: cell.EmotionCell, Drawing: EmotionDrawing },
  words: { Cell: cell.WordsCell },
  channels: { Cell: cell.ChannelCell, Drawing: ChannelDrawing },
  teams: { Cell: cell.TeamCell, Drawing: TeamDrawing },
  systems: { Cell: cell.SystemCell, Drawing: SystemDrawing },
  frontstage: { Cell: cell.FrontstageCell },
  backstage: { Cell: cell.BackstageCell },
  grade: { Cell: cell.GradeCell },
  does: { Cell: cell.DoesCell },
  thinks: { Cell: cell.ThinksCell },
  expects: { Cell: cell.ExpectsCell },
  promise: { Cell: cell.PromiseCell },
  pains: { Cell: cell.PainsCell },
  opportunities: { Cell: cell.OpportunitiesCell },
}
