import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseTime, type Signature } from '../../event/index.ts'

/** A request as it came: headers by their small names, and the bytes of its body. */
export interface Signed {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Why a request is not by who has the secret; null: it is. What is compared is compared in constant time. */
export function unsigned(how: Signature, { headers, body }: Signed, secret: string, nowMillis: number): string | null {
  const header = headers[how.header.toLowerCase()]
  if (header === undefined) return `carries no header ${how.header}`
  const parts = how.part === undefined ? [] : partsOf(header)
  const fill = (text: string): Buffer => filled(text, { headers, body, parts })
  const expected = createHmac(how.algorithm, secret).update(fill(how.signs)).digest()
  const given = how.part === undefined ? [header] : valuesOf(parts, how.part)
  const isRight = given.some((one) => {
    const bare = how.prefix !== undefined && one.startsWith(how.prefix) ? one.slice(how.prefix.length) : one
    const bytes = Buffer.from(bare.trim(), how.encoding)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
  if (!isRight) return `has a signature in ${how.header} that is not by the secret`
  if (how.timestamp === undefined) return null
  const signedAt = parseTime(fill(how.timestamp).toString('utf8'), { zone: null, dayFirst: null, unit: null })
  if (typeof signedAt !== 'number') return 'does not say when it was signed'
  const seconds = Math.abs(nowMillis - signedAt / 1000) / 1000
  return seconds > how.within ? `was signed more than ${how.within} seconds from now` : null
}

type Part = readonly [name: string, value: string]

function partsOf(header: string): readonly Part[] {
  return header.split(',').map((one) => {
    const at = one.indexOf('=')
    return [one.slice(0, at).trim(), one.slice(at + 1).trim()]
  })
}

function valuesOf(parts: readonly Part[], name: string): readonly string[] {
  return parts.filter(([one]) => one === name).map(([, value]) => value)
}

/** The body is put in as the bytes that came: read as text and written again it might be others. */
function filled(text: string, { headers, body, parts }: Signed & { readonly parts: readonly Part[] }): Buffer {
  const pieces = text.split(/(\{body\}|\{header:[\w-]+\}|\{part:[\w-]+\})/).map((piece) => {
    if (piece === '{body}') return body
    const [, kind, name = ''] = /^\{(header|part):([\w-]+)\}$/.exec(piece) ?? []
    if (kind === 'header') return Buffer.from(headers[name.toLowerCase()] ?? '')
    if (kind === 'part') return Buffer.from(valuesOf(parts, name)[0] ?? '')
    return Buffer.from(piece)
  })
  return Buffer.concat(pieces)
}
