import { expect, test } from 'vitest'
import { forPage } from './page-words.ts'

test('[W17] the page names its own ways out, not those of the command line', () => {
  expect(
    forPage('No column says whose event it is. Name one with --case or --customer, or under fields: in the profile'),
  ).toBe('No column says whose event it is. Choose it in the table below, as case or customer')
  expect(forPage('no column says when it happened. Name one with --at')).toBe(
    'no column says when it happened. Choose it in the table below, as at',
  )
  expect(forPage('Times in "t" have no zone; they are read as UTC. Say --zone if they are in another')).toBe(
    'Times in "t" have no zone; they are read as UTC.',
  )
  expect(forPage('It could also be one of b: say which with --case')).toBe(
    'It could also be one of b: choose it in the table',
  )
  expect(forPage('Which zone are the times in?')).toBe('Which zone are the times in?')
})
