import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { Variants } from '../../insight/answers.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen } from '../app/screen.tsx'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure } from '../figure/figure.tsx'
import { sayPercent } from '../figure/share.ts'
import { Comparison } from './comparison.tsx'
import { type Listed, listOf, withSteps } from './list.ts'
import type { StepNames } from './names.ts'
import { VariantRow } from './row.tsx'

export interface VariantsOfProps {
  map: string | undefined
  title: string
  simulated: boolean
  answer: Variants
  names: StepNames
  isFetching: boolean
  /** asks the server for a longer list */
  more: () => void
}

const page = 50

export function VariantsOf({ map, title, simulated, answer, names, isFetching, more }: VariantsOfProps) {
  const { filters, set } = useFilters()
  const [wanted, setWanted] = useState('')
  const [length, setLength] = useState(page)
  const searched = useDeferredValue(wanted)
  const list = useMemo(() => listOf(answer.variants, answer.cases), [answer])
  const found = useMemo(() => withSteps(list, searched, names.title), [list, searched, names])
  const { compared, toggle, close } = useCompared()
  const use = useCallback((id: string) => set({ variant: filters.variant === id ? undefined : id }), [set, filters])
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
      <div className="vr-tools">
        <label>
          <span className="spoken">Find by steps</span>
          <input
            type="search"
            value={wanted}
            placeholder="Find by steps: papers, help"
            onChange={(event) => {
              setWanted(event.target.value)
              setLength(page)
            }}
          />
        </label>
        <p className="faint" role="status">
          {searched.trim() === ''
            ? sayListed(list.length, answer.total)
            : `${sayMany(found.length, 'variant')} of ${sayListed(list.length, answer.total)}`}
        </p>
      </div>
      {found.length > 0 ? (
        <div className="vr-list">
          <table className="vr-table">
            <caption className="spoken">Variants, most frequent first</caption>
            <thead>
              <tr>
                <th scope="col">Compare</th>
                <th scope="col">Share of cases</th>
                <th scope="col" className="number">
                  Cases
                </th>
                <th scope="col" className="number">
                  Share so far
                </th>
                <th scope="col" className="number">
                  Median
                </th>
                <th scope="col">Steps</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, length).map((listed) => (
                <VariantRow
                  key={listed.variant.id}
                  listed={listed}
                  names={names}
                  most={list[0]?.variant.share.share ?? 1}
                  isCompared={compared.includes(listed.variant.id)}
                  isFilter={filters.variant === listed.variant.id}
                  cases={{ ...filters, ...mapQuery(map), variant: listed.variant.id, behind: { kind: 'all' } }}
                  compare={toggle}
                  use={use}
                />
              ))}
            </tbody>
          </table>
        </div>
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
      {answer.ties.moved > 0.01 && (
        <p className="vr-note">
          {sayCount(answer.ties.pairs)} neighbouring events have the same time and keep the order of their source.
          Ordered by name instead, {sayPercent(answer.ties.moved)} of the transitions would differ, and with them the
          variants.
        </p>
      )}
    </Screen>
  )
}

const More = ({ children }: { children: ReactNode }) => <p className="vr-more">{children}</p>

function sayListed(listed: number, total: number): string {
  return listed < total
    ? `the ${sayCount(listed)} most frequent of ${sayMany(total, 'variant')}`
    : `all ${sayMany(total, 'variant')}`
}

function Summary({ answer, list }: { answer: Variants; list: readonly Listed[] }) {
  const ten = list[Math.min(10, list.length) - 1]
  const half = list.find((one) => (one.cumulative ?? 0) >= 0.5)
  return (
    <>
      <Figure label="Cases" value={sayCount(answer.cases)} />
      <Figure
        label="Variants"
        value={sayCount(answer.total)}
        sure={`${(answer.cases / answer.total).toFixed(1)} cases each`}
      />
      <Figure
        label={ten && ten.place < 10 ? `All ${ten.place} cover` : 'The ten most frequent cover'}
        value={ten?.cumulative == null ? null : sayPercent(ten.cumulative)}
        sure="of cases"
      />
      <Figure
        label="Half of the cases take"
        value={half ? sayMany(half.place, 'variant') : `more than ${sayCount(list.length)} variants`}
      />
    </>
  )
}

interface BesideProps {
  pair: readonly (Listed | undefined)[]
  names: StepNames
  close: () => void
  listed: number
}

function Beside({ pair: [left, right], names, close, listed }: BesideProps) {
  if (left && right) return <Comparison left={left} right={right} names={names} close={close} />
  const isWaiting = left !== undefined
  return (
    <>
      <div className="vr-head">
        <h2>Compare two variants</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <p className="soft">
        {isWaiting
          ? `Variant ${left.place} is chosen. Choose one more to see where the two differ.`
          : `What was chosen is not among the ${sayCount(listed)} variants listed: fetch more of them, or choose others.`}
      </p>
    </>
  )
}

/** The two that are compared, in the address: a third takes the place of the second. */
function useCompared() {
  const { compare = [] } = useSearch({ from: '/variants/{-$map}' })
  const navigate = useNavigate({ from: '/variants/{-$map}' })
  const put = useCallback(
    (change: (ids: readonly string[]) => string[]) =>
      void navigate({
        search: ({ compare: old = [], ...rest }) => {
          const ids = change(old)
          return ids.length === 0 ? rest : { ...rest, compare: ids }
        },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  return {
    compared: compare,
    toggle: useCallback(
      (id: string) => put((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old.slice(0, 1), id])),
      [put],
    ),
    close: useCallback(() => put(() => []), [put]),
  }
}
