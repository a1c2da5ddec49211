import { Empty, Failed, Loading } from '../figure/states.tsx'
import { ask } from './ask.ts'
import { isMissingCode } from './code.ts'
import { Screen } from './screen.tsx'

export function RoutePending() {
  return (
    <Screen title="Opening">
      <Loading what="the screen" />
    </Screen>
  )
}

export function RouteFailed({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Screen title="This screen did not open">
      <Failed error={error} again={isMissingCode(error) ? () => void loadAnew(reset) : reset} />
    </Screen>
  )
}

/** Code that did not come is asked for by loading the page anew, but only once there is a server to load it from. */
const loadAnew = (otherwise: () => void): Promise<void> =>
  ask('GET /api/status', {}).then(() => location.reload(), otherwise)

export function RouteMissing() {
  return (
    <Screen title="Nothing here">
      <Empty says="No screen has this address." to={{ to: '/' }} action="Go to the journeys" />
    </Screen>
  )
}
