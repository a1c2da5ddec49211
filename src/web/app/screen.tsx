import { type ReactNode, useEffect } from 'react'
import { sayMany } from '../figure/count.ts'
import { useAsk } from './ask.ts'
import { useBehind } from './live.ts'
import { ViewsMenu } from './views/views-menu.tsx'

export interface ScreenProps {
  title: string
  /** short facts beside the title, as <Tag>s; filters go here too */
  tags?: ReactNode
  /** what the screen can do, or its lenses: the right end of the header */
  actions?: ReactNode
  /** the strip of <Figure>s below the header */
  summary?: ReactNode
  /** the side panel, 336 px wide */
  aside?: ReactNode
  asideLabel?: string
  /** whether the journey's events are simulated, by `simulatedOf` its map; undefined: the store's word counts */
  simulated?: boolean | undefined
  /** the screen scrolls its own content and wants all the room */
  bare?: boolean
  children: ReactNode
}

/** The frame of one screen: header, summary strip, content, side panel. It says wherever events are simulated. */
export function Screen({
  title,
  tags,
  actions,
  summary,
  aside,
  asideLabel = 'Details',
  simulated,
  bare,
  children,
}: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · Throughline`
  }, [title])
  return (
    <div className="screen" data-aside={aside ? '' : undefined}>
      <header className="screen-header">
        <h1>{title}</h1>
        <SimulatedTag journey={simulated} />
        {tags}
        <div className="screen-actions">
          {actions}
          <ViewsMenu title={title} />
        </div>
      </header>
      {summary && (
        <section className="screen-summary" aria-label="In short">
          {summary}
          <LiveStatus />
        </section>
      )}
      <main id="main" tabIndex={-1} className={bare ? 'screen-main bare' : 'screen-main'}>
        {children}
      </main>
      {aside && (
        <aside className="screen-aside" aria-label={asideLabel}>
          {aside}
        </aside>
      )}
    </div>
  )
}

export function Tag({ children, tone }: { children: ReactNode; tone?: 'simulated' | 'bad' | 'accent' | undefined }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  )
}

function SimulatedTag({ journey }: { journey: boolean | undefined }) {
  const { data } = useAsk('GET /api/status', {})
  if (journey === false) return null
  if (data?.simulated)
    return (
      <span title={data.simulated}>
        <Tag tone="simulated">
          <span className="tag-company">{data.simulated.replace(/\s*\(simulated\)$/i, '')} · </span>simulated
        </Tag>
      </span>
    )
  return journey ? <Tag tone="simulated">simulated</Tag> : null
}

function LiveStatus() {
  const { data } = useAsk('GET /api/status', {})
  const seconds = useBehind()
  if (!data?.live) return null
  return (
    <span className="live">
      live · {sayMany(data.live.lastMinute, 'event')} in the last minute
      {seconds > 0 && (
        <small title="Figures that look at every case are asked for again at leisure">
          {' '}
          · the oldest figure here is {seconds} s old
        </small>
      )}
    </span>
  )
}
