import type { ReactNode } from 'react'
import type { Share } from '../../insight/answers.ts'
import { sayShare, type Tone, toneOf } from './share.ts'

export interface FigureProps {
  label: string
  /** said with its unit, by the functions beside this file; null says that nothing is known */
  value: ReactNode
  /** how sure it is, or against what: the interval, the n, the promise, in faint type */
  sure?: ReactNode
  tone?: Tone | null | undefined
  /** strip 17 px, card 15 px, panel 20 px */
  size?: 'strip' | 'card' | 'panel'
  title?: string
}

/** One figure: what it is, how much with its unit, how sure. */
export function Figure({ label, value, sure, tone, size = 'strip', title }: FigureProps) {
  return (
    <div className="figure" data-size={size} title={title}>
      <span className="figure-label">{label}</span>
      <span className="figure-line">
        <strong className={tone ?? undefined}>{value ?? '–'}</strong>
        {sure !== undefined && sure !== null && <small> {sure}</small>}
      </span>
    </div>
  )
}

/** A share as a figure; `judged` colours it as a promise, `n` shows n instead of the interval. */
export function ShareFigure(props: {
  label: string
  share: Share | null
  judged?: boolean
  n?: boolean
  size?: FigureProps['size']
  none?: string
}) {
  const { label, share, judged, n, size = 'strip', none = 'not named' } = props
  if (share === null) return <Figure label={label} value="–" sure={none} size={size} />
  const said = sayShare(share)
  const sure = n ? said.n : (said.interval ?? said.n)
  return (
    <Figure
      label={label}
      value={said.value}
      sure={sure}
      size={size}
      tone={judged ? toneOf(share.share) : null}
      title={said.interval ? `95 % interval ${said.interval} %, ${said.n}` : said.n}
    />
  )
}
