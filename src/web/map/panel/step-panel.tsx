import { IconX } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { StepDetail } from '../../../insight/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { Failed } from '../../figure/states.tsx'
import { sayEvidence, sayPromise } from '../cells/document.tsx'
import type { Column } from '../columns.ts'
import type { MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'
import { CasesLink } from './cases-link.tsx'
import { Histogram } from './histogram.tsx'
import { Section } from './section.tsx'
import { StepFigures } from './step-figures.tsx'
import { Ways } from './ways.tsx'
import { KeptByWeek } from './weeks.tsx'

export interface StepPanelProps {
  readonly id: string
  readonly model: MapModel
  readonly column: Column
  readonly overlay: OverlayShown
  /** opened from the keyboard, so that reading goes on in the panel */
  readonly takesFocus: boolean
  readonly close: () => void
}

/** One step, answered in order: how many, how long against the promise, since when, where they go, then what to do. */
export function StepPanel({ id, model, column, overlay, takesFocus, close }: StepPanelProps) {
  const { step, index, phase } = column
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step that is opened by key takes the focus anew
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [step.id, takesFocus])
  useEscape(close)
  const about = [step.team, ...(step.systems ?? []), ...(step.partners ?? [])].flatMap((one) =>
    one ? model.nameOf(one) : [],
  )
  return (
    <div className="step-panel">
      <button type="button" className="panel-close" onClick={close} aria-label="Close the step">
        <IconX size={16} aria-hidden />
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {step.title}
      </h2>
      <p className="faint">
        step {index + 1} of {model.columns.length} · {[phase.title, ...about].join(' · ')}
      </p>
      {step.match === undefined ? (
        <p className="panel-note">
          This step has no match: events cannot show it. Say in Text which events are this step.
        </p>
      ) : (
        <Answers id={id} model={model} column={column} overlay={overlay} />
      )}
      <Drawn model={model} column={column} />
    </div>
  )
}

/** Escape closes the panel from wherever the focus is, unless something that floats above it is to be closed first. */
function useEscape(close: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const floats = event.target instanceof Element && event.target.closest('[role="dialog"]')
      if (event.key === 'Escape' && !floats) close()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [close])
}

function Answers({ id, model, column, overlay }: Pick<StepPanelProps, 'id' | 'model' | 'column' | 'overlay'>) {
  const { query } = useFilters()
  const step = column.step.id
  const { data, error, refetch, isPlaceholderData } = useAsk(
    'GET /api/maps/:map/steps/:step',
    { params: { map: id, step }, query },
    { placeholderData: keepPreviousData },
  )
  if (error) return <Failed error={error} again={refetch} />
  if (!data || (isPlaceholderData && data.step !== step)) return <PanelWaits />
  if (data.measure.cases === 0) {
    return (
      <>
        <p className="panel-note">
          Nobody came by this step in what is shown. Widen the period or the segment, or see its match in Text.
        </p>
        {overlay.panel(column)}
      </>
    )
  }
  return <Answered id={id} model={model} detail={data} laid={overlay.panel(column)} />
}

interface AnsweredProps {
  readonly id: string
  readonly model: MapModel
  readonly detail: StepDetail
  /** what the overlay says of the step */
  readonly laid: ReactNode
}

function Answered({ id, model, detail, laid }: AnsweredProps) {
  const { measure, histogram, kept } = detail
  const { promise } = measure
  const { filters } = useFilters()
  const isDraft = model.map.draft ?? false
  return (
    <>
      <StepFigures id={id} measure={measure} isDraft={isDraft} />
      {laid}
      <Section title="Time to next">
        {histogram ? (
          <Histogram step={detail.step} histogram={histogram} promised={promise?.within ?? null} isDraft={isDraft} />
        ) : (
          <p className="absent">Nobody has gone on from here.</p>
        )}
      </Section>
      <Section title={isDraft ? 'Proposed promise met, by week' : 'Promise kept, by week'}>
        {promise ? (
          <KeptByWeek step={detail.step} kept={kept} />
        ) : (
          <p className="absent">No promise that events can answer.</p>
        )}
      </Section>
      <Ways id={id} model={model} detail={detail} />
      <div className="panel-deeds">
        {promise && promise.n > promise.kept && (
          <CasesLink id={id} behind={{ kind: 'late', step: detail.step }} className="deed">
            See the late cases
          </CasesLink>
        )}
        <CasesLink id={id} behind={{ kind: 'visited', step: detail.step }} className="deed quiet">
          See all cases
        </CasesLink>
        <Link to="/trend/{-$map}" params={{ map: id }} search={{ ...filters, at: detail.step }} className="deed quiet">
          See its trend
        </Link>
      </div>
    </>
  )
}

function PanelWaits() {
  return (
    <div role="status" aria-label="Fetching the step" className="panel-waits">
      {[44, 90, 84, 120].map((height) => (
        <span key={height} className="skeleton" style={{ height }} />
      ))}
    </div>
  )
}

/** What the document says of the step, where it says more than the lanes have room for. */
function Drawn({ model, column: { step } }: Pick<StepPanelProps, 'model' | 'column'>) {
  const evidence = step.evidence ?? []
  if (!step.promise && evidence.length === 0) return null
  return (
    <Section title="As drawn">
      {step.promise && (
        <p>
          {model.map.draft ? 'Proposed promise' : 'Promise'}: {sayPromise(step.promise, model)}.
        </p>
      )}
      {evidence.map((one) => (
        <p key={`${one.kind} ${one.at} ${one.says}`} className="panel-evidence">
          {one.says && <q>{one.says}</q>} <small>{`${one.grade ?? 'assumed'} · ${sayEvidence(one)}`}</small>
        </p>
      ))}
    </Section>
  )
}
