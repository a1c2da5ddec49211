import { keepPreviousData } from '@tanstack/react-query'
import { type AnswerOf, useAsk } from '../../app/ask.ts'
import { readNumber, readText, type Search } from '../../app/filters.ts'
import { tableOf } from '../../export/table.ts'
import { sayCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import type { StepNames } from '../../variants/names.ts'
import { Answer } from '../answer.tsx'
import { BehindLink } from '../behind-link.tsx'
import { NumberChoice, StepChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'

interface MatrixAsked {
  /** empty: places are counted from the beginning */
  around: string
  length: number
}

function readMatrix(ask: Search): MatrixAsked {
  const length = readNumber(ask['length']) ?? 8
  return { around: readText(ask['around']) ?? '', length: Math.min(30, Math.max(1, Math.round(length))) }
}

/** Where cases stand at each place of their way, from its beginning or around a step. */
export function MatrixTab({ map, names, steps, query }: ExplorePlace) {
  const { asked, set } = useAsked(readMatrix)
  const { around, length } = asked
  const matrix = useAsk(
    'GET /api/explore/matrix',
    { query: { ...query, length: String(length), ...(around ? { around } : {}) } },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <StepChoice
          label="Counted from"
          value={around}
          steps={steps}
          names={names}
          none="the beginning"
          choose={(one) => set({ around: one || undefined })}
        />
        <NumberChoice
          label={around ? 'Steps to each side' : 'Steps'}
          value={length}
          options={around ? [3, 5, 8] : [8, 12, 20]}
          say={String}
          choose={(n) => set({ length: n })}
        />
      </div>
      {matrix.error ? (
        <Failed error={matrix.error} again={matrix.refetch} />
      ) : matrix.data ? (
        <Answer name={`step by step`} isStale={matrix.isPlaceholderData} table={() => matrixData(matrix.data, names)}>
          <MatrixTable matrix={matrix.data} around={around || null} map={map} names={names} />
        </Answer>
      ) : (
        <Loading what="the matrix" />
      )}
    </>
  )
}

interface MatrixTableProps {
  readonly matrix: AnswerOf<'GET /api/explore/matrix'>
  readonly around: string | null
  readonly map: string | undefined
  readonly names: StepNames
}

function MatrixTable({ matrix: { cases, places, steps, present }, around, map, names }: MatrixTableProps) {
  const say = (place: number) =>
    around === null ? String(place) : place > 0 ? `+${place}` : String(place).replace('-', '−')
  return (
    <>
      <div className="ex-scroll">
        <table className="plain ex-heat">
          <caption className="ex-says">
            Share of {sayCount(cases)} cases that are at the step at each place
            {around !== null && `, counted from their first visit to “${names.title(around)}”`}.
          </caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              {places.map((place) => (
                <th scope="col" key={place} className="number">
                  {say(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.name}>
                <th scope="row">{names.title(step.name)}</th>
                {places.map((place, i) => (
                  <HeatCell key={place} count={step.cases[i] ?? 0} of={cases}>
                    {(said) => (
                      <BehindLink
                        map={map}
                        behind={{ kind: 'path', around, at: [{ place, steps: [step.name] }] }}
                        label={`${names.title(step.name)} at place ${say(place)}: ${sayCount(step.cases[i] ?? 0)} cases, ${said}`}
                      >
                        {said}
                      </BehindLink>
                    )}
                  </HeatCell>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row" className="absent">
                no step there
              </th>
              {places.map((place, i) => (
                <HeatCell key={place} count={cases - (present[i] ?? 0)} of={cases} isPlain>
                  {(said) => (
                    <BehindLink map={map} behind={{ kind: 'path', around, at: [{ place, steps: [] }] }}>
                      {said}
                    </BehindLink>
                  )}
                </HeatCell>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="faint">n {sayCount(cases)} in every column. A share opens its cases.</p>
    </>
  )
}

interface HeatCellProps {
  readonly count: number
  readonly of: number
  /** not coloured */
  readonly isPlain?: boolean
  readonly children: (said: string) => React.ReactNode
}

function HeatCell({ count, of, isPlain, children }: HeatCellProps) {
  if (count === 0 || of === 0) return <td className="number ex-nothing">·</td>
  const share = count / of
  return (
    <td
      className="number"
      title={`${sayCount(count)} cases`}
      style={isPlain ? undefined : { '--heat': `${Math.round(8 + share * 62)}%` }}
    >
      {children(sayPercent(share))}
    </td>
  )
}

function matrixData({ steps, places, present }: MatrixTableProps['matrix'], names: StepNames) {
  const rows = [...steps.map(({ name, cases }) => [names.title(name), ...cases]), ['any step', ...present]]
  return tableOf(['step', ...places.map(String)], rows)
}
