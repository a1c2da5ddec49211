import type { Conformance, Deviation, SmallerJourney } from '../../../../insight/conform/answers.ts'
import { sayCount } from '../../../figure/count.ts'
import { sayShare } from '../../../figure/share.ts'
import { CasesLink } from '../../panel/cases-link.tsx'
import { Section } from '../../panel/section.tsx'
import { Alignments, deviationSigns, deviationWords } from './alignment.tsx'
import { asOpened, type ConformancePlace, deviationsInside, nameWithin } from './inside.ts'

const inPanel = 5
/** In the order of the lanes. */
const kinds = ['skipped', 'misplaced', 'repeated', 'extra'] as const

/** What the panel of a step says: how cases leave the map here, and within the smaller journey that stands behind it. */
export function AtStep({ data, step, place }: { data: Conformance; step: string; place: ConformancePlace }) {
  const found = kinds.flatMap((kind) => data.deviations.find((one) => one.kind === kind && one.step === step) ?? [])
  const within = Map.groupBy(
    kinds.flatMap((kind) => deviationsInside(data, kind, step)),
    (one) => one.step,
  )
  const variants = data.variants.filter(({ moves }) =>
    moves.some((move) => (move.step === step || move.step.startsWith(`${step}.`)) && move.deviation !== null),
  )
  const smaller = data.journeys.find((one) => one.step === step)
  return (
    <Section title="Against the map">
      {found.length === 0 && within.size === 0 && <p className="absent">No case leaves the map here.</p>}
      {found.map((one) => (
        <Row key={one.kind} one={one} place={place} />
      ))}
      {data.endless.includes(step) && (
        <p className="soft">The map draws no way to an end from here, so cases may stop here.</p>
      )}
      {smaller && <p className="soft">{sayJourney(smaller)}</p>}
      {[...within].map(([inner, some]) => (
        <div key={inner} className="inner-step">
          <h4>{nameWithin(step, place.model.nameOf)(inner)}</h4>
          {some.map((one) => (
            <Row key={one.kind} one={one} place={place} />
          ))}
        </div>
      ))}
      {variants.length > 0 && <Alignments variants={variants.slice(0, inPanel)} place={place} />}
    </Section>
  )
}

function Row({ one, place }: { one: Deviation; place: ConformancePlace }) {
  const { kind, step, past, stopped, cases } = one
  const said = sayShare(past)
  const behind = (hasStopped: boolean) =>
    ({
      kind: 'deviation',
      deviation: kind,
      step,
      ...(stopped > 0 ? { stopped: hasStopped } : {}),
      ...asOpened(place),
    }) as const
  return (
    <>
      {cases > stopped && (
        <div className="row way">
          <span className="way-line" aria-hidden style={{ width: `${(past.share ?? 0) * 100}%` }} />
          <span>
            <i aria-hidden>{deviationSigns[kind]}</i> {deviationWords[kind]}
            {stopped > 0 && ' and went on'}
          </span>
          <CasesLink id={place.id} behind={behind(false)}>
            {sayCount(cases - stopped)} · {said.value} <small>{said.interval}</small>
          </CasesLink>
        </div>
      )}
      {stopped > 0 && (
        <div className="row">
          <span>had stopped before it</span>
          <CasesLink id={place.id} behind={behind(true)}>
            {sayCount(stopped)}
          </CasesLink>
        </div>
      )}
    </>
  )
}

function sayJourney({ journey, opened, says }: SmallerJourney): string {
  if (opened) return `The journey “${journey}” stands behind it; its steps stand in its place.`
  return says === undefined
    ? `The journey “${journey}” stands behind it; here it counts as one step, unless smaller journeys are opened above.`
    : `The journey “${journey}” stands behind it and counts as one step: ${says}.`
}
