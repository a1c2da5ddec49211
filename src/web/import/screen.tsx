import { Screen } from '../app/screen.tsx'
import { Loading } from '../figure/states.tsx'

export function ImportScreen() {
  return (
    <Screen title="Bring in a file">
      <Loading what="the file" />
    </Screen>
  )
}
