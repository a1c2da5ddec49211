import type { SourceFile } from './source.ts'

/** A file whose bytes are at hand, handed out in chunks of the given sizes, the last of them again and again. */
export function memoryFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  sizes: readonly number[] = [1 << 16],
): SourceFile {
  return {
    name,
    async *stream() {
      let from = 0
      for (let i = 0; from < bytes.length; i++) {
        const size = Math.max(1, sizes[Math.min(i, sizes.length - 1)] ?? bytes.length)
        yield bytes.subarray(from, from + size)
        from += size
      }
    },
    random: () => ({ byteLength: bytes.length, slice: (start, end) => bytes.slice(start, end).buffer }),
  }
}
