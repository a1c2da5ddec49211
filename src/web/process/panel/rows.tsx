import type { ReactNode } from 'react'
import type { Share } from '../../../insight/answers.ts'
import { sayShare } from '../../figure/share.ts'

/** A figure on a line of its own: what, how much, how sure. */
export function Row({ name, value, sure }: { name: ReactNode; value: ReactNode; sure?: ReactNode }) {
  return (
    <div className="pm-row">
      <dt>{name}</dt>
      <dd>
        {value}
        {sure && <small> {sure}</small>}
      </dd>
    </div>
  )
}

export function ShareRow({ name, share }: { name: ReactNode; share: Share }) {
  const { value, interval, n } = sayShare(share)
  return <Row name={name} value={value} sure={interval ? `${interval} · ${n}` : n} />
}
