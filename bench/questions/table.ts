import { count, megabytes, met, range, seconds, times } from '../say.ts'
import type { Table } from '../section.ts'
import type { Answer } from './ask.ts'

/** Aims are for 100 million events; below, what a question costs however few there are weighs more than the events. */
const aimedAt = 90_000_000

/** What was asked of a store of one size. */
export interface Asking {
  readonly events: number
  readonly answers: readonly Answer[]
  /** the process at its highest so far, resident */
  readonly peakBytes: number
}

export function tableOf({ events, answers }: Asking): Table {
  const limitOf = (limit: Answer['limit']) =>
    answers.find((answer) => answer.limit === limit)?.took.median ?? Number.NaN
  const scan = limitOf('scan')
  const groupBy = limitOf('group-by')
  const judged = ({ aim, took }: Answer) => {
    if (aim === undefined || events < aimedAt) return ''
    const limit = 'times' in aim ? aim.times * groupBy : aim.seconds
    return `${'times' in aim ? times(aim.times) : seconds(aim.seconds)} ${met(took.median <= limit)}`
  }
  return {
    caption: `${count(events)} events`,
    head: ['question', 'median', 'lowest – highest', 'of the processor', ': group by name', ': full scan', 'aim'],
    rows: answers.map((answer) => [
      answer.says,
      seconds(answer.took.median),
      range(answer.took),
      answer.took.busy === undefined ? '' : seconds(answer.took.busy),
      times(answer.took.median / groupBy),
      times(answer.took.median / scan),
      judged(answer),
    ]),
  }
}

/** How cost grows with the events, and the memory of the process beside. */
export function growthOf(askings: readonly Asking[]): Table {
  const [first] = askings
  return {
    caption:
      'How cost grows: medians; memory is that of the whole process at its highest so far, resident; aim under 6 GB',
    head: ['question', ...askings.map(({ events }) => `${count(events)} events`)],
    rows: [
      ...(first?.answers ?? []).map(({ says }) => [
        says,
        ...askings.map(({ answers }) => {
          const found = answers.find((answer) => answer.says === says)
          return found === undefined ? '' : seconds(found.took.median)
        }),
      ]),
      ['memory', ...askings.map(({ peakBytes }) => megabytes(peakBytes))],
    ],
  }
}
