import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Keeper } from '../../runtime/index.ts'
import type { Store } from '../../store/index.ts'
import type { Builds } from '../builds.ts'
import type { Readiness } from '../contract/operate.ts'
import type { Intake } from '../intake/intake.ts'
import { expositionOf, type Family, Histogram, type Sample } from './exposition.ts'
import { type Probe, probesOf } from './probe.ts'
import { Stopping } from './stopping.ts'

/** Seconds; a question of an embedded engine takes from a millisecond to a minute. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

interface Answered {
  readonly method: string
  /** the pattern of the route */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** How a running server is: whether it is ready, and what it counts. No one's data is in it. */
export class Vitals {
  readonly stopping = new Stopping()
  readonly #builds: Builds
  readonly #keeper: Keeper
  readonly #intake: Intake
  readonly #probes: { readonly ledger: Probe; readonly warehouse: Probe }
  readonly #took = new Histogram(bounds)
  readonly #delay = monitorEventLoopDelay({ resolution: 20 })
  #running = 0
  #kept = { events: 0, duplicates: 0, failures: 0 }

  constructor(
    { store, builds }: { readonly store: Store; readonly builds: Builds },
    keeper: Keeper,
    intake: Intake,
    now: () => number,
  ) {
    this.#builds = builds
    this.#keeper = keeper
    this.#intake = intake
    this.#probes = probesOf(store, now)
    this.#delay.enable()
  }

  began(): void {
    this.#running++
  }

  answered({ method, route, status, seconds }: Answered): void {
    this.#running--
    this.#took.observe({ method, route, status: String(status) }, seconds)
  }

  kept({ events, duplicates }: { readonly events: number; readonly duplicates: number }): void {
    this.#kept.events += events
    this.#kept.duplicates += duplicates
  }

  keepingFailed(): void {
    this.#kept.failures++
  }

  async readiness(): Promise<Readiness> {
    const [ledger, warehouse] = await Promise.all([this.#probes.ledger.answers(), this.#probes.warehouse.answers()])
    const checks: Readiness['checks'] = {
      ledger,
      warehouse,
      keeper: this.#keeper.isFailing ? 'fails' : 'keeps',
      lag: this.#keeper.lag,
      full: !this.#intake.hasRoom,
      stopping: this.stopping.isBegun,
    }
    const isWell = ledger !== 'fails' && warehouse !== 'fails' && checks.keeper === 'keeps'
    return { ready: isWell && !checks.full && !checks.stopping, checks }
  }

  /** @returns Prometheus's text format */
  exposition(): string {
    return expositionOf([...this.#ofEvents(), ...this.#ofRequests(), ...this.#ofProcess()])
  }

  #ofEvents(): readonly Family[] {
    const tallies = this.#intake.tallies()
    const byWriter = (count: (tally: (typeof tallies)[number]) => number): readonly Sample[] =>
      tallies.map((tally) => ({ labels: { writer: tally.title }, value: count(tally) }))
    return [
      {
        ...counter('throughline_events_accepted_total', 'Events accepted, by writer, since the start.'),
        samples: byWriter(({ accepted }) => accepted),
      },
      {
        ...counter('throughline_events_refused_total', 'Calls refused with a reason, by writer, since the start.'),
        samples: byWriter(({ refused }) => refused),
      },
      one(counter('throughline_events_kept_total', 'Events brought into the warehouse.'), this.#kept.events),
      one(counter('throughline_events_duplicate_total', 'Events sent again, which count once.'), this.#kept.duplicates),
      one(
        counter('throughline_keeper_failures_total', 'Attempts to bring events into the warehouse that failed.'),
        this.#kept.failures,
      ),
      one(
        gauge('throughline_keeper_lag_events', 'Events accepted that are not yet in the warehouse.'),
        this.#keeper.lag,
      ),
      one(gauge('throughline_log_waiting_bytes', 'Bytes taken in that are not yet on the disk.'), this.#intake.waiting),
    ]
  }

  #ofRequests(): readonly Family[] {
    return [
      {
        name: 'throughline_http_request_seconds',
        help: 'Requests by method, pattern of the route and status, with the seconds they took.',
        type: 'histogram',
        samples: this.#took.samples(),
      },
      one(gauge('throughline_http_requests_running', 'Requests under way.'), this.#running),
      one(counter('throughline_lens_builds_total', 'Lenses built or brought up to date.'), this.#builds.finished),
      one(gauge('throughline_lens_building', 'Lenses being built.'), this.#builds.running),
    ]
  }

  #ofProcess(): readonly Family[] {
    const { rss, heapUsed, external } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    const delay = gauge(
      'nodejs_eventloop_delay_seconds',
      'How long the event loop let work wait, since the last scrape.',
    )
    const families = [
      one(gauge('process_resident_memory_bytes', 'Memory of the process, engines included.'), rss),
      one(gauge('nodejs_heap_used_bytes', "JavaScript's heap in use."), heapUsed),
      one(gauge('nodejs_external_memory_bytes', 'Memory of buffers outside the heap.'), external),
      one(counter('process_cpu_seconds_total', 'Seconds of processor time.'), (user + system) / 1e6),
      one(
        gauge('process_start_time_seconds', 'When the process began, since 1970.'),
        Math.round(performance.timeOrigin / 1000),
      ),
      {
        ...delay,
        samples: [50, 99, 100].map((percent) => ({
          labels: { quantile: String(percent / 100) },
          value: this.#delay.percentile(percent) / 1e9,
        })),
      },
    ]
    this.#delay.reset()
    return families
  }
}

type Kind = Omit<Family, 'samples'>

function counter(name: string, help: string): Kind {
  return { name, help, type: 'counter' }
}

function gauge(name: string, help: string): Kind {
  return { name, help, type: 'gauge' }
}

function one(kind: Kind, value: number): Family {
  return { ...kind, samples: [{ value }] }
}
