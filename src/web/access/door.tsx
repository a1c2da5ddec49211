import { lazy, type ReactNode, Suspense } from 'react'
import { code } from '../app/code.ts'
import { Failed } from '../figure/states.tsx'
import { linkIn } from './link.ts'
import { useMe } from './use-me.ts'

const SignIn = lazy(() => code(import('./sign-in.tsx')).then((module) => ({ default: module.SignIn })))

/** Nothing of the page asks for anything before it is known who looks at it; who is nobody signs in. */
export function Door({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useMe()
  if (error) {
    return (
      <main id="main" className="door">
        <Failed error={error} again={() => void refetch()} />
      </main>
    )
  }
  if (me === undefined) return null
  if (me.member === null || linkIn(location) !== null) {
    return (
      <Suspense fallback={null}>
        <SignIn me={me} link={linkIn(location)} />
      </Suspense>
    )
  }
  return children
}
