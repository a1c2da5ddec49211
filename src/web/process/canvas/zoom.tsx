import { useReducedMotion } from '@mantine/hooks'
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useReactFlow } from '@xyflow/react'

export function Zoom({ whole }: { whole: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow()
  const options = { duration: useReducedMotion() ? 0 : 120 }
  return (
    <fieldset className="pm-zoom">
      <legend className="spoken">Size of the picture</legend>
      <button type="button" onClick={() => void zoomIn(options)} aria-label="Larger" title="Larger">
        <IconPlus size={15} aria-hidden />
      </button>
      <button type="button" onClick={() => void zoomOut(options)} aria-label="Smaller" title="Smaller">
        <IconMinus size={15} aria-hidden />
      </button>
      <button type="button" onClick={whole} title="Show all of it">
        <IconArrowsMaximize size={14} aria-hidden /> Fit
      </button>
    </fieldset>
  )
}
