import type { AlignedVariant, DeviationKind } from '../../../../insight/conform/answers.ts'
import { sayCount, sayMany } from '../../../figure/count.ts'
import { CasesLink } from '../../panel/cases-link.tsx'
import { type AlignedColumn, columnsOf } from './columns.ts'
import { asOpened, type ConformancePlace } from './inside.ts'

export const deviationSigns = { skipped: '↷', misplaced: '⇄', repeated: '↺', extra: '+' } satisfies Record<
  DeviationKind,
  string
>
export const deviationWords = {
  skipped: 'skipped',
  misplaced: 'out of place',
  repeated: 'repeated',
  extra: 'not on their way',
} satisfies Record<DeviationKind, string>

/** Variants that leave the map, each with its cases and the way it went over the way the map draws. */
export function Alignments({ variants, place }: { variants: readonly AlignedVariant[]; place: ConformancePlace }) {
  return variants.map((variant) => (
    <figure key={`${variant.id} ${variant.open}`} className="aligned">
      <figcaption>
        <CasesLink
          id={place.id}
          behind={{ kind: 'aligned', variant: variant.id, open: variant.open, ...asOpened(place) }}
        >
          {sayMany(variant.cases, variant.open ? 'open case' : 'case')}
        </CasesLink>
        <small>{sayMany(variant.cost, 'move')} off the map</small>
      </figcaption>
      <Alignment variant={variant} place={place} />
    </figure>
  ))
}

/** The case above, the map below; what only one of them does stands alone and says what it is. */
function Alignment({ variant, place }: { variant: AlignedVariant; place: ConformancePlace }) {
  const columns = columnsOf(variant.moves)
  return (
    <section
      className="aligned-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by key
      tabIndex={0}
      aria-label={`Variant ${variant.id}, ${variant.open ? 'open' : 'closed'}: the case above, the map below`}
    >
      <div className="aligned-grid">
        <span className="aligned-row">case</span>
        <span className="aligned-row">map</span>
        {columns.map((column, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice, and its place is what it is
          <Column key={i} column={column} nameOf={place.model.nameOf} />
        ))}
      </div>
    </section>
  )
}

function Column({ column, nameOf }: { column: AlignedColumn; nameOf: (step: string) => string }) {
  const { deviation, times, folded } = column
  if (folded !== null) {
    return (
      <span className="aligned-fold" data-rest={folded.isRest || undefined}>
        {folded.isRest ? `${sayCount(folded.steps)} more never came` : `${sayMany(folded.steps, 'step')} as drawn`}
      </span>
    )
  }
  const cell = (step: string | null) =>
    step === null ? (
      <span className="aligned-gap" aria-hidden />
    ) : (
      <span className="aligned-step" title={nameOf(step)}>
        {nameOf(step)}
      </span>
    )
  return (
    <span className="aligned-column" data-off={deviation ?? undefined}>
      {cell(column.case)}
      {cell(column.map)}
      <small>
        {deviation && (
          <>
            <i aria-hidden>{deviationSigns[deviation]}</i> {deviationWords[deviation]}
          </>
        )}
        {times > 1 && ` ×${sayCount(times)}`}
      </small>
    </span>
  )
}
