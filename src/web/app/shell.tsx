import { Outlet } from '@tanstack/react-router'
import { useLive } from './live.ts'
import { Rail } from './rail.tsx'

/** What every screen stands in: the way past the rail, the rail, the screen. */
export function Shell() {
  useLive()
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the screen
      </a>
      <Rail />
      <Outlet />
    </div>
  )
}
