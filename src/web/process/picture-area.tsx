import type { ReactNode } from 'react'
import { Failed, Loading } from '../figure/states.tsx'
import { Flow, type FlowProps } from './canvas/flow.tsx'
import type { SceneState } from './layout/use-scene.ts'

interface PictureAreaProps extends Omit<FlowProps, 'scene' | 'children'> {
  state: SceneState
  isStale: boolean
  /** what is drawn over the picture, once it is there */
  over: (scene: FlowProps['scene']) => ReactNode
}

/** The picture as soon as it is laid out. */
export function PictureArea({ state: { scene, failed, again }, isStale, over, ...flow }: PictureAreaProps) {
  if (failed) return <Failed error={failed} again={again} />
  if (!scene) return <Loading what="the layout" />
  return (
    <div className="pm-stage-area" data-stale={isStale || undefined}>
      <Flow scene={scene} {...flow}>
        {over(scene)}
      </Flow>
    </div>
  )
}
