import type { Dfg } from '../../../insight/answers.ts'
import { colourOf, framed } from '../../export/picture.ts'
import { tableOf } from '../../export/table.ts'
import { TakeAlong } from '../../export/take-along.tsx'
import { type Inks, type ProcessPicture, processSvg } from './svg-text.ts'

interface TakeProcessProps {
  readonly title: string
  readonly dfg: Dfg
  /** null: it is not laid out yet */
  readonly picture: ProcessPicture | null
}

/** The process map as it is shown, with its legend, and all its transitions as a table. */
export function TakeProcess({ title, dfg, picture }: TakeProcessProps) {
  return (
    <TakeAlong
      name={`process ${title}`}
      table={() => transitions(dfg)}
      picture={() => {
        if (!picture) return null
        const { inside, width, height } = processSvg(picture, inksNow())
        return framed(inside, width, height)
      }}
    />
  )
}

function inksNow(): Inks {
  return {
    paper: colourOf('--paper'),
    card: colourOf('--card'),
    ink: colourOf('--ink'),
    soft: colourOf('--soft'),
    line: colourOf('--line'),
    back: colourOf('--bad'),
    font: 'Inter, system-ui, sans-serif',
    stage: (stage) => colourOf(stage === undefined ? '--no-stage' : `--${stage}`),
  }
}

function transitions({ edges }: Dfg) {
  return tableOf(
    ['from', 'to', 'times_taken', 'cases', 'median_seconds', 'mean_seconds', 'p90_seconds'],
    edges.map((edge) => [
      edge.from,
      edge.to,
      edge.count,
      edge.cases,
      edge.medianSeconds,
      edge.meanSeconds,
      edge.p90Seconds,
    ]),
  )
}
