import { Empty, Failed, Loading } from '../figure/states.tsx'
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
      <Failed error={error} again={reset} />
    </Screen>
  )
}

export function RouteMissing() {
  return (
    <Screen title="Nothing here">
      <Empty says="No screen has this address." to={{ to: '/' }} action="Go to the journeys" />
    </Screen>
  )
}
