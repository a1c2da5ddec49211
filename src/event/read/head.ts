import type { SourceFile } from '../source.ts'

const headBytes = 1 << 16

/** The first 64 KiB of a file, or all of it. */
export async function firstBytes(file: SourceFile): Promise<Uint8Array> {
  const head = new Uint8Array(headBytes)
  let length = 0
  for await (const chunk of file.stream()) {
    const part = chunk.subarray(0, headBytes - length)
    head.set(part, length)
    length += part.length
    if (length === headBytes) break
  }
  return head.subarray(0, length)
}
