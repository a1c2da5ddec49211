import { type ReactNode, useRef } from 'react'
import type { TableData } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'

interface AnswerProps {
  readonly name: string
  readonly isStale: boolean
  readonly table: () => TableData
  readonly hasPicture?: boolean
  readonly children: ReactNode
}

/** What a tab answers, with the means to take it along. */
export function Answer({ name, isStale, table, hasPicture = false, children }: AnswerProps) {
  const box = useRef<HTMLDivElement>(null)
  const picture = () => box.current?.querySelector<SVGSVGElement>('svg[role="img"]') ?? null
  return (
    <div data-stale={isStale || undefined} className="ex-answer" ref={box}>
      <div className="ex-take">
        <TakeAlong name={name} table={table} {...(hasPicture && { picture })} />
      </div>
      {children}
    </div>
  )
}
