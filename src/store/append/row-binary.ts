/** Writes values the way the engine's RowBinary format reads them, into a buffer that grows. */
export class RowBinary {
  readonly #size: number
  readonly #spare: ArrayBuffer[] = []
  #bytes: Buffer<ArrayBuffer>
  #length = 0

  constructor(size = 1 << 20) {
    this.#size = size
    this.#bytes = Buffer.allocUnsafeSlow(size)
  }

  get length(): number {
    return this.#length
  }

  /** What was written since the last time; whoever takes it may keep it, or hand it to another thread. */
  take(): Buffer<ArrayBuffer> {
    const written = this.#bytes.subarray(0, this.#length)
    const spare = this.#spare.pop()
    this.#bytes = spare === undefined ? Buffer.allocUnsafeSlow(this.#size) : Buffer.from(spare)
    this.#length = 0
    return written
  }

  /** Gives back what was taken, once nobody reads it any more: fresh memory costs more than used. */
  give(memory: ArrayBuffer): void {
    if (memory.byteLength === this.#size) this.#spare.push(memory)
  }

  /** LEB128, as lengths are written. */
  varint(value: number): void {
    this.#reserve(8)
    if (value < 0x80) {
      this.#bytes[this.#length++] = value
      return
    }
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
    this.#int32(value - high * 0x1_0000_0000)
    this.#int32(high)
  }

  /** A nullable integer of 64 bits. */
  nullable(value: number | undefined): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value === undefined ? 1 : 0
    if (value !== undefined) this.int64(value)
  }

  float64(value: number): void {
    this.#reserve(8)
    this.#length = this.#bytes.writeDoubleLE(value, this.#length)
  }

  map(entries: Readonly<Record<string, string | number | boolean | undefined>> | undefined): void {
    let size = 0
    if (entries !== undefined) for (const name in entries) if (entries[name] !== undefined) size++
    this.varint(size)
    if (entries === undefined || size === 0) return
    for (const name in entries) {
      const value = entries[name]
      if (value === undefined) continue
      this.text(name)
      this.text(typeof value === 'string' ? value : String(value))
    }
  }

  /** Byte by byte: the runtime's own writers check more than they write. */
  #int32(value: number): void {
    const bytes = this.#bytes
    const at = this.#length
    bytes[at] = value
    bytes[at + 1] = value >>> 8
    bytes[at + 2] = value >>> 16
    bytes[at + 3] = value >>> 24
    this.#length = at + 4
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
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + more))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
