import { sayCount, sayMany } from '../figure/count.ts'
import { sayDuration, sayLongDuration } from '../figure/duration.ts'
import { sayShare } from '../figure/share.ts'
import { align, type Pair } from './align.ts'
import { Chip } from './chips.tsx'
import type { Listed } from './list.ts'
import type { StepNames } from './names.ts'
import { runsOf } from './runs.ts'

/** Two variants side by side: what both do stands on one line, what only one does says so. */
export function Comparison({
  left,
  right,
  names,
  close,
}: {
  left: Listed
  right: Listed
  names: StepNames
  close: () => void
}) {
  const pairs = align(runsOf(left.variant.steps), runsOf(right.variant.steps))
  const differ = pairs.filter((pair) => pair.kind !== 'same').length
  return (
    <>
      <div className="vr-head">
        <h2>
          Variant {left.place} and variant {right.place}
        </h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      <p className="soft">
        {differ === 0 ? 'The same steps.' : `${sayMany(differ, 'difference')} in ${sayMany(pairs.length, 'place')}.`}
      </p>
      <table className="vr-compare">
        <caption className="spoken">Steps of both variants, those in common on one line</caption>
        <thead>
          <tr>
            <th scope="col">Variant {left.place}</th>
            <td aria-hidden />
            <th scope="col">Variant {right.place}</th>
          </tr>
        </thead>
        <tbody>
          <Facts name="Share of cases" left={<ShareOf listed={left} />} right={<ShareOf listed={right} />} />
          <Facts name="Cases" left={sayCount(left.variant.count)} right={sayCount(right.variant.count)} />
          <Facts
            name="Median duration"
            left={sayLongDuration(left.variant.medianSeconds)}
            right={sayLongDuration(right.variant.medianSeconds)}
          />
          <tr>
            <td colSpan={3} className="vr-longer">
              {sayLonger(left, right)}
            </td>
          </tr>
          {pairs.map((pair, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice, and its place is what it is
            <PairLine key={i} pair={pair} names={names} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Facts({ name, left, right }: { name: string; left: React.ReactNode; right: React.ReactNode }) {
  return (
    <>
      <tr className="vr-fact-name">
        <th scope="colgroup" colSpan={3}>
          {name}
        </th>
      </tr>
      <tr className="vr-fact">
        <td>{left}</td>
        <td aria-hidden />
        <td>{right}</td>
      </tr>
    </>
  )
}

function ShareOf({ listed: { variant } }: { listed: Listed }) {
  const { value, interval } = sayShare(variant.share)
  return (
    <>
      {value} <small>{interval}</small>
    </>
  )
}

function sayLonger(left: Listed, right: Listed): string {
  const more = left.variant.medianSeconds - right.variant.medianSeconds
  if (Math.abs(more) < 1) return 'Both take equally long at the median.'
  const [long, short] = more > 0 ? [left, right] : [right, left]
  return `Variant ${long.place} takes ${sayDuration(Math.abs(more))} longer than variant ${short.place} at the median.`
}

const signs = {
  same: { sign: '=', says: 'in both' },
  times: { sign: '≠', says: 'in both, not equally often' },
  left: { sign: '−', says: 'only on the left' },
  right: { sign: '+', says: 'only on the right' },
} satisfies Record<Pair['kind'], { sign: string; says: string }>

function PairLine({ pair: { kind, left, right }, names }: { pair: Pair; names: StepNames }) {
  const { sign, says } = signs[kind]
  return (
    <tr data-kind={kind}>
      <td>{left ? <Chip run={left} names={names} /> : <span className="absent">not here</span>}</td>
      <td className="vr-sign" title={says}>
        <span aria-hidden>{sign}</span>
        <span className="spoken">{says}</span>
      </td>
      <td>{right ? <Chip run={right} names={names} /> : <span className="absent">not here</span>}</td>
    </tr>
  )
}
