import { Popover } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import type { LaneHandle } from '../lanes/use-lanes.ts'

/** What can be done to all lanes, and how one is moved. The button is the grid's own cell under _Step_. */
export function LaneMenu({ lanes }: { lanes: LaneHandle }) {
  const [isOpen, setOpen] = useState(false)
  const then = (act: () => void) => () => {
    act()
    setOpen(false)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md" width={280}>
      <Popover.Target>
        <button
          type="button"
          className="lane-menu"
          data-screen-only
          data-row={1}
          data-column={0}
          tabIndex={-1}
          onClick={() => setOpen(!isOpen)}
          title="Lanes: fold, unfold, reset"
        >
          <IconAdjustmentsHorizontal size={13} stroke={1.8} aria-hidden />
          Lanes
        </button>
      </Popover.Target>
      <Popover.Dropdown className="menu" aria-label="Lanes">
        <button type="button" onClick={then(() => lanes.foldAll(false))}>
          Unfold all
        </button>
        <button type="button" onClick={then(() => lanes.foldAll(true))}>
          Fold all
        </button>
        <button type="button" disabled={!lanes.isChanged} onClick={then(lanes.reset)}>
          Reset to how the lens has them
        </button>
        <p className="soft">
          Drag a lane by its name to move it, or stand on the name and press <kbd>Alt</kbd> <kbd>↑</kbd> or <kbd>↓</kbd>
          .
        </p>
      </Popover.Dropdown>
    </Popover>
  )
}
