import { Screen } from '../app/screen.tsx'
import { Loading } from '../figure/states.tsx'

export function CasesScreen() {
  return (
    <Screen title="Cases">
      <Loading what="the cases" />
    </Screen>
  )
}
