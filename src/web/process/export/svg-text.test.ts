import { expect, test } from 'vitest'
import { escaped } from './svg-text.ts'

test('[W33] a name from a file cannot end the text it stands in', () => {
  expect(escaped('</text><script>"&')).toBe('&lt;/text&gt;&lt;script&gt;&quot;&amp;')
})
