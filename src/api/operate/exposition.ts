/** Prometheus's text format 0.0.4: what a scrape is answered with. */

export interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly samples: readonly Sample[]
}
export interface Sample {
  /** behind the family's name: `_bucket`, `_sum`, `_count` */
  readonly suffix?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

export function expositionOf(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}`,
        `# TYPE ${name} ${type}`,
        ...samples.map((sample) => `${name}${sample.suffix ?? ''}${labelsOf(sample.labels)} ${numberOf(sample.value)}`),
        '',
      ].join('\n'),
    )
    .join('')
}

function labelsOf(labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}

function numberOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf'
}

/** Seconds that requests took, counted by upper bounds, apart for each set of labels. */
export class Histogram {
  readonly #bounds: readonly number[]
  readonly #series = new Map<
    string,
    { readonly labels: Readonly<Record<string, string>>; readonly counts: number[]; sum: number }
  >()

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
  }

  observe(labels: Readonly<Record<string, string>>, value: number): void {
    const key = JSON.stringify(labels)
    let series = this.#series.get(key)
    if (series === undefined) {
      series = { labels, counts: new Array<number>(this.#bounds.length + 1).fill(0), sum: 0 }
      this.#series.set(key, series)
    }
    const found = this.#bounds.findIndex((bound) => value <= bound)
    const place = found < 0 ? this.#bounds.length : found
    series.counts[place] = (series.counts[place] ?? 0) + 1
    series.sum += value
  }

  samples(): readonly Sample[] {
    return [...this.#series.values()].flatMap(({ labels, counts, sum }) => {
      let below = 0
      const buckets = counts.map((count, i): Sample => {
        below += count
        return { suffix: '_bucket', labels: { ...labels, le: numberOf(this.#bounds[i] ?? Infinity) }, value: below }
      })
      return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: below }]
    })
  }
}
