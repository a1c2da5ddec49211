import { Button } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ProblemError, useAsk } from '../app/ask.ts'
import { sayPercent } from './share.ts'

/**
 * Something is on its way: says what, and how far, where the store must first put the events in order. It appears only after a
 * moment, so that quick answers do not flicker. What takes longer than ten seconds can be stopped where `stop` is given.
 */
export function Loading({ what, stop }: { what: string; stop?: () => void }) {
  const { data } = useAsk('GET /api/progress', {}, { refetchInterval: 1000, staleTime: 0, retry: false })
  const building = data?.building ?? null
  if (building !== null) {
    return (
      <div className="state state-loading" role="status">
        <progress value={building} max={1} aria-label="Putting the events in order" />
        <p>
          Putting the events in order by case, {sayPercent(building)} done; then {what}.
        </p>
      </div>
    )
  }
  const working = data?.working ?? null
  return (
    <div className="state state-loading" role="status">
      {working === null ? (
        <span className="state-bar" aria-hidden />
      ) : (
        <progress value={working.done} max={1} aria-label={capital(working.says)} />
      )}
      <p>
        Fetching {what}…{working !== null && ` ${capital(working.says)}: ${sayPercent(working.done)} done.`}
      </p>
      {stop && <StopAfter seconds={10} stop={stop} />}
    </div>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Appears once it has taken long enough that somebody may not want to wait. */
function StopAfter({ seconds, stop }: { seconds: number; stop: () => void }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), seconds * 1000)
    return () => clearTimeout(timer)
  }, [seconds])
  return isLong ? (
    <Button variant="default" onClick={stop}>
      Stop
    </Button>
  ) : null
}

/** Nothing to show: one sentence, and one button that changes it (a link or a deed). */
export function Empty({
  says,
  action,
  to,
  onClick,
}: {
  says: string
  action?: string
  to?: LinkProps
  onClick?: () => void
}) {
  return (
    <div className="state">
      <p>{says}</p>
      {action && to && (
        <Link {...to} className="state-link">
          {action}
        </Link>
      )}
      {action && onClick && <Button onClick={onClick}>{action}</Button>}
    </div>
  )
}

/** Something went wrong: what happened, and what to do next. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { title, detail, remedy } = sayError(error)
  return (
    <div className="state state-failed" role="alert">
      <p>
        <strong>{title}</strong>
        <span>{detail}</span>
        {!detail.includes(remedy.replace(/[.\s]*$/, '')) && <span className="soft">{remedy}</span>}
      </p>
      {isMissing(error) ? (
        <Link to="/" className="state-link">
          Go to the journeys
        </Link>
      ) : (
        again && <Button onClick={() => again()}>Try again</Button>
      )}
    </div>
  )
}

/** What is not there will not be there the next time: the way on is another. */
const isMissing = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 404

function sayError(error: unknown): { title: string; detail: string; remedy: string } {
  if (error instanceof ProblemError) return error.problem
  return {
    title: 'This part of the page broke',
    detail: error instanceof Error ? error.message : String(error),
    remedy: 'Try again; if it stays so, please report the sentence above.',
  }
}
