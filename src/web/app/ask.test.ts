import { afterEach, expect, test, vi } from 'vitest'
import { ask, ProblemError, urlOf } from './ask.ts'

afterEach(() => void vi.unstubAllGlobals())

test('[W7] names in the path and values in the query are written safely; an absent value is left out', () => {
  expect(
    urlOf('GET /api/maps/:map/steps/:step', { params: { map: 'a/b', step: 'c d' }, query: { from: '2026-01-01' } }),
  ).toBe('/api/maps/a%2Fb/steps/c%20d?from=2026-01-01')
  expect(urlOf('GET /api/cases', { query: {} })).toBe('/api/cases')
})

test('[W7] a refusal arrives with its title, detail and remedy', async () => {
  const problem = {
    code: 'map-not-found',
    title: 'No such map',
    detail: 'No map is called "x".',
    remedy: 'Choose one.',
    status: 404,
  }
  vi.stubGlobal('fetch', async () => Response.json(problem, { status: 404 }))
  const error = await ask('GET /api/maps/:map', { params: { map: 'x' } }).catch((caught: unknown) => caught)
  expect(error instanceof ProblemError && error.problem).toEqual(problem)
})

test('[W7] a server that is not there is a problem with a way out, too', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed')
  })
  const error = await ask('GET /api/status', {}).catch((caught: unknown) => caught)
  expect(error instanceof ProblemError && error.problem).toMatchObject({ code: 'unreachable', status: 0 })
})
