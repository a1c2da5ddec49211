import { useMemo } from 'react'
import type { Behind } from '../../../insight/cases/answers.ts'
import type { Predicate } from '../../../match/index.ts'
import type { AnswerOf } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { sayCount } from '../../figure/count.ts'
import { sayShare } from '../../figure/share.ts'
import type { StepNames } from '../../variants/names.ts'
import { BehindLink } from '../behind-link.tsx'

export type FunnelAnswer = AnswerOf<'GET /api/explore/funnel'>

interface FunnelTableProps {
  readonly funnel: FunnelAnswer
  readonly map: string | undefined
  readonly names: StepNames
}

/** The funnel's figures with their intervals, each leading to its cases: those who came, and those who went no further. */
export function FunnelTable({ funnel, map, names }: FunnelTableProps) {
  const { steps, by } = funnel
  const behind = useBehind(funnel)
  return (
    <table className="plain ex-table">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" className="number">
            Cases
          </th>
          <th scope="col" className="number">
            Of the first, 95 %
          </th>
          <th scope="col" className="number">
            Of the one before, 95 %
          </th>
          <th scope="col" className="number">
            Lost before it
          </th>
          {by?.groups.map(({ value }) => (
            <th scope="col" key={value} className="number">
              {value}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step may be named twice; its place is what it is
          <tr key={place}>
            <th scope="row">
              {place + 1}. {names.title(step.name)}
            </th>
            <td className="number">
              <BehindLink map={map} behind={behind(place + 1, true)}>
                {sayCount(step.cases)}
              </BehindLink>
            </td>
            <td className="number">
              <Shared share={step.share} first={place === 0} />
            </td>
            <td className="number">
              <Shared share={step.ofBefore} first={place === 0} />
            </td>
            <td className="number">
              {place === 0 ? (
                ''
              ) : (
                <BehindLink map={map} behind={behind(place + 1, false)}>
                  {sayCount((steps[place - 1]?.cases ?? 0) - step.cases)}
                </BehindLink>
              )}
            </td>
            {by?.groups.map((group) => (
              <GroupCell
                key={group.value}
                map={map}
                by={by}
                value={group.value}
                step={group.steps[place]}
                behind={behind(place + 1, true)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Shared({ share, first }: { share: FunnelAnswer['steps'][number]['share']; first: boolean }) {
  if (first) return ''
  const { value, interval } = sayShare(share)
  return (
    <>
      {value} <small className="faint">{interval}</small>
    </>
  )
}

function useBehind({ steps, order, within }: FunnelAnswer): (place: number, reached: boolean) => Behind {
  const names = useMemo(() => steps.map((step) => step.name), [steps])
  return (place, reached) => ({ kind: 'funnel', steps: names, order, within, place, reached })
}

interface GroupCellProps {
  readonly map: string | undefined
  readonly by: NonNullable<FunnelAnswer['by']>
  readonly value: string
  readonly step: FunnelAnswer['steps'][number] | undefined
  readonly behind: Behind
}

/** A figure of a group: its cases are those of the segment of its value. */
function GroupCell({ map, by, value, step, behind }: GroupCellProps) {
  const { filters } = useFilters()
  const own: Predicate = by.kind === 'trait' ? { trait: by.property, is: value } : { where: { [by.property]: value } }
  const segment: Predicate = filters.segment ? { all: [filters.segment, own] } : own
  if (!step) return <td className="number">–</td>
  const { value: share, interval } = sayShare(step.share)
  return (
    <td className="number">
      <BehindLink map={map} behind={behind} more={{ segment }}>
        {sayCount(step.cases)}
      </BehindLink>{' '}
      <small className="faint" title={interval ? `95 % interval ${interval} %` : undefined}>
        {share}
      </small>
    </td>
  )
}
