import { Screen } from '../app/screen.tsx'
import { Loading } from '../figure/states.tsx'

export function CaseScreen() {
  return (
    <Screen title="Case">
      <Loading what="the case" />
    </Screen>
  )
}
