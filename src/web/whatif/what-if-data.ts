import type { Estimate, Spreads, WhatIf } from '../../insight/whatif/answers.ts'
import { type TableData, tableOf } from '../export/table.ts'
import { lines } from './figures.ts'

interface Named {
  readonly answer: WhatIf
  readonly name: string
}

/** Every figure of the table, a row for each scenario, in whole values: shares 0..1, times in seconds. */
export function figureData(as: WhatIf, scenarios: readonly Named[]): TableData {
  const names = ['figure', 'unit', 'scenario', ...columns('value'), ...columns('difference')]
  const yearly = [...scenarios].flatMap(({ answer: { perYear }, name }) =>
    perYear === null
      ? []
      : [
          ['good outcomes more a year', perYear.whom, name, null, null, null, ...values(perYear.customers)],
          ...(perYear.money
            ? [['money more a year', perYear.money.currency, name, null, null, null, ...values(perYear.money)]]
            : []),
        ],
  )
  const rows = lines.flatMap(({ label, of, unit }) => [
    [label, unit, 'as it is', ...values(of(as)?.before ?? null), ...values(null)],
    ...scenarios.map(({ answer, name }) => {
      const compared = of(answer)
      return [label, unit, name, ...values(compared?.after ?? null), ...values(compared?.difference ?? null)]
    }),
  ])
  return tableOf(names, [...rows, ...yearly])
}

function columns(name: string): readonly string[] {
  return [name, `${name}_low`, `${name}_high`]
}

function values(of: Estimate | null): readonly (number | null)[] {
  return of === null ? [null, null, null] : [of.value, of.low, of.high]
}

/** A distribution as it is drawn: by which time a share of the cases is through, in each scenario with its interval. */
export function spreadData(as: WhatIf, scenarios: readonly Named[], of: (answer: WhatIf) => Spreads | null): TableData {
  const drawn = scenarios.flatMap(({ answer, name }) => {
    const spread = of(answer)
    return spread ? [{ name: name.toLowerCase().replaceAll(' ', '_'), spread }] : []
  })
  const before = of(as)?.before
  return tableOf(
    ['share', 'as_it_is_seconds', ...drawn.flatMap(({ name }) => columns(`${name}_seconds`))],
    as.shares.map((share, i) => [
      share,
      before?.[i] ?? null,
      ...drawn.flatMap(({ spread: { after, afterLow, afterHigh } }) => [
        after[i] ?? null,
        afterLow[i] ?? null,
        afterHigh[i] ?? null,
      ]),
    ]),
  )
}
