import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import type { Variants } from '../../insight/answers.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { Screen } from '../app/screen.tsx'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayPercent } from '../figure/share.ts'
import { Beside } from './beside.tsx'
import { listOf, withSteps } from './list.ts'
import type { StepNames } from './names.ts'
import { Summary } from './summary.tsx'
import { useCompared } from './use-compared.ts'
import { VariantTable } from './variant-table.tsx'

export interface VariantsOfProps {
  map: string | undefined
  title: string
  simulated: boolean | undefined
  answer: Variants
  names: StepNames
  isFetching: boolean
  /** asks the server for a longer list */
  more: () => void
}

const page = 50

export function VariantsOf({ map, title, simulated, answer, names, isFetching, more }: VariantsOfProps) {
  const [wanted, setWanted] = useState('')
  const [length, setLength] = useState(page)
  const searched = useDeferredValue(wanted)
  const list = useMemo(() => listOf(answer.variants, answer.cases), [answer])
  const found = useMemo(() => withSteps(list, searched, names.title), [list, searched, names])
  const { compared, toggle, close } = useCompared()
  const pair = compared.map((id) => list.find((one) => one.variant.id === id))
  return (
    <Screen
      title={title}
      simulated={simulated}
      tags={<FilterBar />}
      summary={<Summary answer={answer} list={list} />}
      asideLabel="Comparison"
      aside={compared.length > 0 && <Beside pair={pair} names={names} close={close} listed={list.length} />}
    >
      <Tools
        wanted={wanted}
        want={(text) => {
          setWanted(text)
          setLength(page)
        }}
        says={
          searched.trim() === ''
            ? sayListed(list.length, answer.total)
            : `${sayMany(found.length, 'variant')} of ${sayListed(list.length, answer.total)}`
        }
        title={title}
        answer={answer}
        names={names}
      />
      {found.length > 0 ? (
        <VariantTable
          listed={found.slice(0, length)}
          list={list}
          names={names}
          map={map}
          compared={compared}
          compare={toggle}
        />
      ) : (
        <p className="absent">No variant listed goes through all of these steps.</p>
      )}
      <More>
        {found.length > length && (
          <button type="button" onClick={() => setLength(length + page)}>
            Show {Math.min(page, found.length - length)} more
          </button>
        )}
        {found.length <= length && answer.total > list.length && (
          <button type="button" disabled={isFetching} onClick={more}>
            {isFetching ? 'Fetching more…' : `Fetch more of ${sayMany(answer.total, 'variant')}`}
          </button>
        )}
      </More>
      <TiesNote ties={answer.ties} />
    </Screen>
  )
}

const More = ({ children }: { children: ReactNode }) => <p className="vr-more">{children}</p>

function sayListed(listed: number, total: number): string {
  return listed < total
    ? `the ${sayCount(listed)} most frequent of ${sayMany(total, 'variant')}`
    : `all ${sayMany(total, 'variant')}`
}

interface ToolsProps extends Pick<VariantsOfProps, 'title' | 'answer' | 'names'> {
  wanted: string
  want: (text: string) => void
  /** how many are listed */
  says: string
}

function Tools({ wanted, want, says, title, answer, names }: ToolsProps) {
  return (
    <div className="vr-tools">
      <label>
        <span className="spoken">Find by steps</span>
        <input
          type="search"
          value={wanted}
          placeholder="Find by steps: papers, help"
          onChange={({ currentTarget }) => want(currentTarget.value)}
        />
      </label>
      <p className="faint" role="status">
        {says}
      </p>
      <TakeAlong name={title} table={() => variantData(answer, names)} />
    </div>
  )
}

function variantData({ variants }: Variants, names: StepNames) {
  return tableOf(
    ['variant', 'cases', 'share', 'median_seconds', 'steps'],
    variants.map(({ id, count, share, medianSeconds, steps }) => [
      id,
      count,
      share.share,
      medianSeconds,
      steps.map(names.title).join(' > '),
    ]),
  )
}

function TiesNote({ ties: { pairs, moved } }: Pick<Variants, 'ties'>) {
  if (moved <= 0.01) return null
  return (
    <p className="vr-note">
      {sayCount(pairs)} neighbouring events have the same time and keep the order of their source. Ordered by name
      instead, {sayPercent(moved)} of the transitions would differ, and with them the variants.
    </p>
  )
}
