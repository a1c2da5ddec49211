import { promisify } from 'node:util'
import { gunzip as gunzipWith, inflate as inflateWith } from 'node:zlib'
import type { Context as Request } from 'hono'
import { ApiProblem } from '../problem.ts'

const gunzip = promisify(gunzipWith)
const inflate = promisify(inflateWith)

/** Reads a body of at most so many bytes, packed or not: what would unpack to more is refused before it is unpacked. */
export async function bodyOf(c: Request, most: number): Promise<Uint8Array> {
  const packed = await bounded(c, most)
  const encoding = c.req.header('content-encoding')?.toLowerCase() ?? 'identity'
  if (encoding === 'identity') return packed
  const unpack = encoding === 'gzip' ? gunzip : encoding === 'deflate' ? inflate : null
  if (unpack === null) {
    throw new ApiProblem(
      'bad-request',
      `The body is packed as "${encoding}".`,
      'Send it as it is, or packed with gzip.',
    )
  }
  try {
    return await unpack(packed, { maxOutputLength: most })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(most)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ApiProblem('bad-request', `The body cannot be unpacked: ${why}.`, 'Send it whole, packed with gzip.')
  }
}

async function bounded(c: Request, most: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge(most)
  const pieces: Uint8Array[] = []
  let size = 0
  const stream = c.req.raw.body
  if (stream === null) return new Uint8Array(0)
  for await (const piece of stream) {
    size += piece.length
    if (size > most) throw tooLarge(most)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function tooLarge(most: number): ApiProblem {
  return new ApiProblem('too-large', `The body has more than ${most} bytes.`, 'Send fewer events at a time.')
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ApiProblem('bad-request', `The body is not JSON: ${why}.`, 'Send one JSON object, in UTF-8.')
  }
}
