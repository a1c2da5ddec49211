import { expect, test } from 'vitest'
import { readProcessSearch } from './search.ts'

test('[P18] the address holds how much is shown and how; what it cannot be is left out', () => {
  expect(readProcessSearch({ steps: 12, links: 250, measure: 'p90', view: 'table' })).toEqual({
    steps: 12,
    links: 100,
    measure: 'p90',
    view: 'table',
  })
  expect(readProcessSearch({ steps: 0, links: 'many', measure: 'cases', view: 'cube' })).toEqual({})
})
