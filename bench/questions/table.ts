import { count, met, range, seconds, times } from '../say.ts'
import type { Table } from '../section.ts'
import type { Answer } from './ask.ts'

/** The aim is for 100 million events; below, what a question costs however few there are weighs more than the events. */
const aimedAt = 90_000_000
const aim = 3

export function tableOf(events: number, answers: readonly Answer[]): Table {
  const limitOf = (limit: Answer['limit']) =>
    answers.find((answer) => answer.limit === limit)?.took.median ?? Number.NaN
  const scan = limitOf('scan')
  const groupBy = limitOf('group-by')
  const judged = ({ hasAim, took }: Answer) => (hasAim && events >= aimedAt ? met(took.median <= aim * groupBy) : '')
  return {
    caption: `${count(events)} events${events >= aimedAt ? `; aim: within ${aim} times the group by name` : ''}`,
    head: ['question', 'median', 'lowest – highest', ': group by name', ': full scan', 'aim'],
    rows: answers.map((answer) => [
      answer.says,
      seconds(answer.took.median),
      range(answer.took),
      times(answer.took.median / groupBy),
      times(answer.took.median / scan),
      judged(answer),
    ]),
  }
}
