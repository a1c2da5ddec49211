/** Where the replay stands. What draws it reads `time` in each frame; what shows it listens for changes. */
export class Player {
  time: number
  pace: number
  isPlaying = false
  /** what the last frame showed */
  moving = { count: 0, hidden: 0 }
  readonly from: number
  readonly to: number
  readonly #listeners = new Set<() => void>()
  #version = 0

  constructor(from: number, to: number, pace: number) {
    this.from = from
    this.to = to
    this.time = from
    this.pace = pace
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** changes with everything but the passing of time */
  readonly version = (): number => this.#version

  toggle(): void {
    if (!this.isPlaying && this.time >= this.to) this.time = this.from
    this.isPlaying = !this.isPlaying
    this.#changed()
  }
  seek(time: number): void {
    this.time = Math.max(this.from, Math.min(this.to, time))
    this.#changed()
  }
  paceAt(pace: number): void {
    this.pace = pace
    this.#changed()
  }
  /** A frame after `seconds` of the viewer's time; a page that slept does not jump. */
  tick(seconds: number): void {
    if (!this.isPlaying) return
    this.time += Math.min(seconds, 1) * this.pace
    if (this.time < this.to) return
    this.time = this.to
    this.isPlaying = false
    this.#changed()
  }
  #changed(): void {
    this.#version++
    for (const listener of this.#listeners) listener()
  }
}
