import type { Encoding, Format } from '../format.ts'
import { byteOrderMark } from './decode.ts'
import { decodeUtf8, sequence, unfinished } from './utf8.ts'

export interface Sniffed {
  /** null: none that can be read */
  readonly format: Format | null
  readonly encoding: Encoding
}

/** What a file is, by what it holds, and where that could be anything (a table), by its name. */
export function sniff(firstBytes: Uint8Array, fileName: string): Sniffed {
  if (firstBytes.length >= 4 && String.fromCharCode(...firstBytes.subarray(0, 4)) === 'PAR1') {
    return { format: 'parquet', encoding: 'utf-8' }
  }
  const encoding = encodingOf(firstBytes)
  const head = textOf(firstBytes, encoding).trimStart()
  return { format: formatOf(head, fileName.toLowerCase().replace(/\.gz$/, '')), encoding }
}

function formatOf(head: string, name: string): Format | null {
  if (isWebPage(head)) return null
  if (head.startsWith('<')) return 'xes'
  if (head.startsWith('{')) return isOcel(head, name) ? 'ocel' : 'json-lines'
  if (head.startsWith('[{') || /^\[\s+\{/.test(head)) return 'json-lines'
  // A table is text; a file of other kind has bytes that no text has.
  if (head.includes('\u0000') || head.startsWith('PK\u0003\u0004') || head.startsWith('%PDF')) return null
  return head === '' ? null : 'csv'
}

/** What a browser keeps in place of a file, when one must sign in first. */
export function isWebPage(head: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html)\b/i.test(head)
}

/** One document over many lines, or the words that only OCEL has. */
function isOcel(head: string, name: string): boolean {
  if (/\.(jsonl|ndjson)$/.test(name)) return false
  return /^\{\s*"(objectTypes|eventTypes|objects|events|ocel:[^"]*)"\s*:/.test(head) || name.endsWith('.jsonocel')
}

function encodingOf(bytes: Uint8Array): Encoding {
  const marked = byteOrderMark(bytes)
  if (marked) return marked.encoding
  const wide = wideOf(bytes.subarray(0, 1024))
  if (wide !== null) return wide
  return isUtf8(bytes.subarray(0, unfinished(bytes))) ? 'utf-8' : 'latin-1'
}

/** UTF-16 without its mark: most of what tables are written in has one of its two bytes zero, and no text else has any. */
function wideOf(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = bytes.length * 0.3
  if (bytes.length < 16 || (even > 0 && odd > 0)) return null
  return odd > most ? 'utf-16le' : even > most ? 'utf-16be' : null
}

/** No byte is wrong, or so few that the file is UTF-8 with a blemish. */
function isUtf8(bytes: Uint8Array): boolean {
  let wrong = 0
  let right = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequence(bytes, at)
    if (length > 1) right++
    else if (length < 1) wrong++
    at += Math.max(1, length)
  }
  return wrong === 0 || right > wrong * 10
}

function textOf(bytes: Uint8Array, encoding: Encoding): string {
  const head = bytes.subarray(0, 4096)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new TextDecoder(encoding).decode(head)
  const text = decodeUtf8(head)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
