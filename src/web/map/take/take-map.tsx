import { Popover } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { pageAsSvg } from '../../export/page-part.ts'
import { TakeAlong } from '../../export/take-along.tsx'
import type { MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'
import { mapTable } from './map-table.ts'

/** The whole map as a file: its steps as a table, and the lanes as they are unfolded as a picture, also what is scrolled out of sight. */
export function TakeMap({ model, overlay }: { model: MapModel; overlay: OverlayShown }) {
  const { state } = model.figures
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md" width={260}>
      <Popover.Target>
        <button
          type="button"
          className="views-button"
          aria-label="Take the map along"
          title="Take the map along as a file"
        >
          <IconDownload size={15} stroke={1.8} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="float" aria-label="Take the map along">
        <p className="soft">
          {state === 'loading'
            ? 'Figures are still being counted: a file taken now goes without them.'
            : 'All steps with their figures as a table; the lanes as they stand as a picture.'}
        </p>
        <TakeAlong name={`map ${model.map.title}`} table={() => mapTable(model, overlay)} picture={pictureNow} />
      </Popover.Dropdown>
    </Popover>
  )
}

function pictureNow(): string | null {
  const grid = document.querySelector<HTMLElement>('.map-grid')
  const room = grid?.closest<HTMLElement>('.map-room')
  return grid && room ? pageAsSvg(grid, room) : null
}
