import type { Encoding } from '../format.ts'
import { decodeUtf8, unfinished } from './utf8.ts'

/** A piece of a file's text, and how many of its bytes had been consumed after it. */
export interface Piece {
  readonly text: string
  readonly bytes: number
}

// Small enough that a piece of text and the rows cut from it stay in the young part of the heap.
const pieceBytes = 1 << 17

/** A file's bytes as text in pieces. The text is the same however the bytes are cut into chunks. */
export async function* decode(chunks: AsyncIterable<Uint8Array>, encoding?: Encoding): AsyncGenerator<Piece> {
  let decoder: Decoder | null = null
  let bytes = 0
  let head = new Uint8Array(0)
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      let part = chunk.subarray(from, from + pieceBytes)
      bytes += part.length
      if (decoder === null) {
        head = head.length === 0 ? part.slice() : join(head, part)
        if (head.length < 3) continue // too few bytes to see a byte order mark
        ;[decoder, part] = begin(head, encoding)
      }
      const text = decoder(part, false)
      if (text !== '') yield { text, bytes }
    }
  }
  const [last, left] = decoder ? [decoder, new Uint8Array(0)] : begin(head, encoding)
  const text = last(left, true)
  if (text !== '') yield { text, bytes }
}

type Decoder = (bytes: Uint8Array, isLast: boolean) => string

/** The decoder for a file that begins so, and its first bytes without the byte order mark. */
function begin(head: Uint8Array, encoding: Encoding | undefined): [Decoder, Uint8Array] {
  const marked = byteOrderMark(head)
  if (marked) return [decoderOf(marked.encoding), head.subarray(marked.length)]
  return [decoderOf(encoding ?? 'utf-8'), head]
}

export function byteOrderMark(head: Uint8Array): { readonly encoding: Encoding; readonly length: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

const labels = { 'latin-1': 'windows-1252', 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be' } as const

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return utf8Decoder()
  const decoder = new TextDecoder(labels[encoding], { ignoreBOM: true })
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast })
}

function utf8Decoder(): Decoder {
  let held = new Uint8Array(0)
  return (bytes, isLast) => {
    const all = held.length === 0 ? bytes : join(held, bytes)
    const end = isLast ? all.length : unfinished(all)
    held = all.slice(end)
    return decodeUtf8(all.subarray(0, end))
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
