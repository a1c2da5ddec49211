/** The characters of windows-1252 for the bytes 0x80 to 0x9f; the rest of latin-1 is its own code. */
const windows =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

export function latin(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? windows.charAt(byte - 0x80) : String.fromCharCode(byte)
}

/**
 * Bytes of a UTF-8 sequence that begins at `at`: its length where it is whole and valid, 0 where it is wrong, and -1
 * where it is right as far as the bytes go.
 */
export function sequence(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
  if (length === 0) return 0
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return -1
    if (byte < (i === 1 ? lowest(first) : 0x80) || byte > (i === 1 ? highest(first) : 0xbf)) return 0
  }
  return length
}

// The second byte is narrower where the first would allow overlong forms, surrogates or codes past the last.
const lowest = (first: number) => (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80)
const highest = (first: number) => (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf)

/** Where an unfinished sequence begins at the end of the bytes; their length where none does. */
export function unfinished(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at++) {
    if ((bytes[at] ?? 0) >= 0xc2 && sequence(bytes, at) === -1) return at
  }
  return bytes.length
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8, and each byte that is not part of it as windows-1252, so that a file in latin-1 or of both kinds is read. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return decodeMixed(bytes) // the decoder says only that something is wrong, not where
  }
}

function decodeMixed(bytes: Uint8Array): string {
  let text = ''
  let from = 0
  let at = 0
  while (at < bytes.length) {
    const length = sequence(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    if (at > from) text += strict.decode(bytes.subarray(from, at))
    text += latin(bytes[at] ?? 0)
    at++
    from = at
  }
  return from < at ? text + strict.decode(bytes.subarray(from, at)) : text
}
