import { useNavigate } from '@tanstack/react-router'
import { Segmented } from '../../app/segmented.tsx'
import { usualOverlay } from './ids.ts'
import type { Overlay } from './overlay.tsx'
import { overlays } from './registry.ts'

/** Which overlay lies on the steps; where there is one only, nothing is to be chosen. */
export function OverlaySwitch({ chosen }: { chosen: Overlay }) {
  const navigate = useNavigate({ from: '/map/$map' })
  if (overlays.length < 2) return null
  return (
    <Segmented
      label="Shown on the steps"
      value={chosen.id}
      options={Object.fromEntries(overlays.map(({ id, label }) => [id, label] as const))}
      choose={(next) => {
        void navigate({ search: ({ show: _, ...rest }) => (next === usualOverlay ? rest : { ...rest, show: next }) })
      }}
    />
  )
}
