/** Writes values the way the engine's RowBinary format reads them, into one buffer that grows and is used again. */
export class RowBinary {
  #bytes: Buffer
  #length = 0

  constructor(size = 1 << 20) {
    this.#bytes = Buffer.allocUnsafe(size)
  }

  get length(): number {
    return this.#length
  }

  /** What was written since the last `clear`; valid until the next write. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  /** LEB128, as lengths are written. */
  varint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#length++] = rest
  }

  text(value: string): void {
    const size = value.length
    // A UTF-16 unit takes at most three bytes. Short texts are mostly ASCII: a loop beats the call into the runtime.
    this.#reserve(size * 3 + 8)
    if (size < 64 && this.#ascii(value)) return
    const bytes = Buffer.byteLength(value, 'utf8')
    this.varint(bytes)
    this.#length += this.#bytes.write(value, this.#length, bytes, 'utf8')
  }

  int64(value: number): void {
    this.#reserve(8)
    const high = Math.floor(value / 0x1_0000_0000)
    this.#bytes.writeUInt32LE(value - high * 0x1_0000_0000, this.#length)
    this.#bytes.writeInt32LE(high, this.#length + 4)
    this.#length += 8
  }

  float64(value: number): void {
    this.#reserve(8)
    this.#length = this.#bytes.writeDoubleLE(value, this.#length)
  }

  map(entries: Readonly<Record<string, string | number | boolean | undefined>> | undefined): void {
    const names = entries === undefined ? [] : Object.keys(entries).filter((name) => entries[name] !== undefined)
    this.varint(names.length)
    for (const name of names) {
      this.text(name)
      this.text(String(entries?.[name]))
    }
  }

  #ascii(value: string): boolean {
    const start = this.#length
    const bytes = this.#bytes
    let to = start + 1
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit >= 0x80) return false
      bytes[to++] = unit
    }
    bytes[start] = value.length
    this.#length = to
    return true
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
