import { Screen } from '../app/screen.tsx'
import { Empty } from '../figure/states.tsx'

export function ProcessScreen() {
  return (
    <Screen title="Process">
      <Empty says="This screen is being built." action="Go to the journeys" to={{ to: '/' }} />
    </Screen>
  )
}
