import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { connectorJsonSchema, parseConnector } from './text.ts'

const begin = 'throughline: connector/1\nid: desk\ntitle: Desk\n'

test('[E127] every problem of a document at once, each with its line, column and what could stand there', () => {
  const text = `${begin}kind: webhook
settings:
  signature: { header: X-Sign, secret: abc, signs: '{header:T}' }
map:
  name: $.a..b
  customer: {}
  when: $.at
`
  const { problems } = parseConnector(text)
  expect(problems.map(({ line, at, says }) => [line, at, says.slice(0, 30)])).toEqual([
    [6, 'settings.signature.secret', 'Invalid input: expected object'],
    [6, 'settings.signature.signs', 'leaves {body} out: anyone coul'],
    [8, 'map.name', expect.stringMatching(/^begins with \$/)],
    [9, 'map.customer', 'names no id'],
    [10, 'map.when', 'there is no such key: when'],
  ])
  expect(parseConnector(`${begin}kind: fax\n`).problems[0]).toMatchObject({ line: 4, at: 'kind' })
  expect(parseConnector('a: [').problems.length).toBeGreaterThan(0)
})

test('[E128] a secret is the name of a variable that begins with THROUGHLINE_, and no problem repeats what was given', () => {
  const secret = (given: string) =>
    parseConnector(
      `${begin}kind: webhook\nsettings: { signature: { header: X, secret: ${given} } }\nmap: { name: a, customer: { userId: $.from } }\n`,
    ).problems
  expect(secret('{ env: THROUGHLINE_MAIL }')).toEqual([])
  expect(secret('{ env: AWS_SECRET_ACCESS_KEY }')).toMatchObject([{ at: 'settings.signature.secret.env' }])
  expect(JSON.stringify(secret('hunter2'))).not.toContain('hunter2')
})

test('[E129] the published schema is the one in use; `vitest run -u` writes it anew', async () => {
  const text = `${JSON.stringify(connectorJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../../docs/schema/connector-1.schema.json')
})

test('[E127] the examples of the documentation are connectors', () => {
  const folder = new URL('../../../docs/connectors/', import.meta.url)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    expect([file, parseConnector(readFileSync(new URL(file, folder), 'utf8')).problems]).toEqual([file, []])
  }
})
