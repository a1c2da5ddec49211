import { Screen } from '../app/screen.tsx'
import { Loading } from '../figure/states.tsx'

export function JourneysScreen() {
  return (
    <Screen title="Journeys">
      <Loading what="the journeys" />
    </Screen>
  )
}
