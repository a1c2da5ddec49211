import { parseArgs } from 'node:util'

export const partNames = ['import', 'command', 'questions', 'conformance', 'page', 'intake', 'live'] as const
export type PartName = (typeof partNames)[number]

export interface Asked {
  readonly parts: readonly PartName[]
  /** how many events the questions are asked of, one run each */
  readonly events: readonly number[]
  /** events in each file that is imported */
  readonly rows: number
  readonly runs: number
  /** customers of the simulated company that the page shows */
  readonly customers: number
  /** a folder in which the stores that questions are asked of are kept, and found again */
  readonly kept?: string
}

/** @throws RangeError that says what may be asked. */
export function readAsked(argv: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      events: { type: 'string', default: '1e6,1e7' },
      rows: { type: 'string', default: '1e6' },
      runs: { type: 'string', default: '3' },
      customers: { type: 'string', default: '60000' },
      keep: { type: 'string' },
    },
  })
  return {
    parts: positionals.length === 0 ? partNames : positionals.map(partName),
    events: values.events.split(',').map((text) => whole('--events', text)),
    rows: whole('--rows', values.rows),
    runs: whole('--runs', values.runs),
    customers: whole('--customers', values.customers),
    ...(values.keep === undefined ? {} : { kept: values.keep }),
  }
}

function partName(word: string): PartName {
  const found = partNames.find((name) => name === word)
  if (found !== undefined) return found
  throw new RangeError(`There is no part "${word}". There are: ${partNames.join(', ')}.`)
}

function whole(option: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new RangeError(`${option} ${text}: "${text}" is no whole number above 0, such as 1e6.`)
}
