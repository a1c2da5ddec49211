// Given to a server's Node before anything else: every two seconds the clock is another hour, or another day, there and back.
const RealDate = Date
const offsets = [0, 3_600_000, -3_600_000, 86_400_000 * 2, -86_400_000 * 2, 0, -5_000]
const start = performance.now()
const offset = () => offsets[Math.floor((performance.now() - start) / 2000) % offsets.length]

globalThis.Date = class extends RealDate {
  /** A date that came from another thread is one too, as it would be without this. */
  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]'
  }

  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offset())
    else super(...given)
  }

  static now() {
    return RealDate.now() + offset()
  }
}
