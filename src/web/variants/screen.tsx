import { Screen } from '../app/screen.tsx'
import { Empty } from '../figure/states.tsx'

export function VariantsScreen() {
  return (
    <Screen title="Variants">
      <Empty says="This screen is being built." action="Go to the journeys" to={{ to: '/' }} />
    </Screen>
  )
}
