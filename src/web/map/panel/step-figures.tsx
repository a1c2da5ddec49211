import type { StepMeasure } from '../../../insight/answers.ts'
import type { Behind } from '../../../insight/cases/answers.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayShare, toneOf } from '../../figure/share.ts'
import { signOf } from '../cells/figures.tsx'
import { droppedCases } from '../model.ts'
import { CasesLink } from './cases-link.tsx'

type OfStep = Exclude<Extract<Behind, { readonly step: string }>, { readonly kind: 'deviation' }>

interface StepFiguresProps {
  id: string
  measure: StepMeasure
  /** its promises are proposals */
  isDraft: boolean
}

export function StepFigures({ id, measure, isDraft }: StepFiguresProps) {
  const { toNext, promise, repeats, dropped } = measure
  const lost = droppedCases(measure)
  const came = Math.round((repeats.share ?? 0) * measure.cases)
  const behind = (kind: Exclude<OfStep['kind'], 'friction' | 'standing'>): Behind => ({ kind, step: measure.id })
  return (
    <>
      <div className="panel-figures">
        <CasesLink id={id} behind={behind('visited')}>
          <Figure
            size="panel"
            label="reached"
            value={sayCount(measure.cases)}
            sure={measure.visits === measure.cases ? 'cases' : `cases, ${sayCount(measure.visits)} visits`}
          />
        </CasesLink>
        <Figure
          size="panel"
          label="median to next"
          value={toNext.p50 === null ? '–' : sayDuration(toNext.p50)}
          sure={toNext.p90 === null ? 'nobody went on' : `9 in 10 in ${sayDuration(toNext.p90)}`}
        />
        <KeptFigure id={id} measure={measure} isDraft={isDraft} />
      </div>
      <div className="row">
        <span>Dropped out here</span>
        {lost === null ? (
          <span className="absent">the way ends here</span>
        ) : lost === 0 ? (
          <span className="soft">none of {sayMany(dropped.n, 'case')}</span>
        ) : (
          <CasesLink id={id} behind={behind('dropped')}>
            {sayCount(lost)} · {sayShare(dropped).value} <small>{sayShare(dropped).interval}</small>
          </CasesLink>
        )}
      </div>
      <div className="row">
        <span>Came back ↺</span>
        {came === 0 ? (
          <span className="soft">none of {sayMany(repeats.n, 'case')}</span>
        ) : (
          <CasesLink id={id} behind={behind('repeated')}>
            {sayCount(came)} · {sayShare(repeats).value} <small>{sayShare(repeats).interval}</small>
          </CasesLink>
        )}
      </div>
      {measure.here && (
        <div className="row">
          <span>Here now</span>
          {measure.here.cases === 0 ? (
            <span className="soft">nobody</span>
          ) : (
            <CasesLink id={id} behind={behind('here')}>
              {sayMany(measure.here.cases, 'open case')}
            </CasesLink>
          )}
        </div>
      )}
      {promise && promise.pending > 0 && (
        <div className="row">
          <span>{isDraft ? 'Proposed promise not yet due' : 'Promise not yet due'}</span>
          <CasesLink id={id} behind={behind('pending')}>
            {sayMany(promise.pending, 'visit')}
          </CasesLink>
        </div>
      )}
    </>
  )
}

function KeptFigure({ id, measure: { id: step, promise }, isDraft }: StepFiguresProps) {
  const label = isDraft ? 'proposed, met' : 'promise kept'
  if (!promise) return <Figure size="panel" label={label} value="–" sure="no promise" />
  const said = sayShare(promise)
  const tone = toneOf(promise.share)
  return (
    <CasesLink id={id} behind={{ kind: 'kept', step }}>
      <Figure
        size="panel"
        label={label}
        value={tone ? (isDraft ? said.value : `${signOf[tone]} ${said.value}`) : '–'}
        tone={isDraft ? null : tone}
        sure={said.interval ?? 'none decided yet'}
        title={`${sayCount(promise.kept)} of ${sayMany(promise.n, 'visit')} ${isDraft ? 'within the proposed' : 'kept within'} ${sayDuration(promise.within)}`}
      />
    </CasesLink>
  )
}
