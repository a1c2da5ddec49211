import { Outlet } from '@tanstack/react-router'
import { Door } from '../access/door.tsx'
import { useLive } from './live.ts'
import { Rail } from './rail.tsx'

/** What every screen stands in: the way past the rail, the rail, the screen. */
export function Shell() {
  return (
    <Door>
      <Inside />
    </Door>
  )
}

function Inside() {
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
