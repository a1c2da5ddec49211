/** Milliseconds each request took, and how long all of them took together. */
export interface Loaded {
  readonly events: number
  readonly seconds: number
  readonly took: readonly number[]
  /** answers other than 200 */
  readonly refused: number
}

export interface Target {
  readonly url: string
  readonly key: string
}

let last = 0

function call(): object {
  const n = ++last
  return {
    type: 'track',
    messageId: `bench-${n}`,
    userId: `customer-${n % 5_000}`,
    event: `Step ${n % 40}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + n * 10).toISOString(),
    properties: { amount: n % 97, plan: 'gold', page: '/checkout/address', n },
    context: { library: { name: 'bench', version: '1' } },
  }
}

async function send({ url, key }: Target, path: string, body: object): Promise<{ took: number; isTaken: boolean }> {
  const text = JSON.stringify(body)
  const start = performance.now()
  const answer = await fetch(`${url}/v1/${path}`, {
    method: 'POST',
    body: text,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
  })
  await answer.arrayBuffer()
  return { took: performance.now() - start, isTaken: answer.status === 200 }
}

/** As many senders as asked for, each with its next batch as soon as the last is acknowledged. */
export async function inBatches(to: Target, senders: number, size: number, seconds: number): Promise<Loaded> {
  const took: number[] = []
  let refused = 0
  const start = performance.now()
  const until = start + seconds * 1000
  const sender = async () => {
    while (performance.now() < until) {
      const one = await send(to, 'batch', { batch: Array.from({ length: size }, call) })
      took.push(one.took)
      if (!one.isTaken) refused++
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  return { events: (took.length - refused) * size, seconds: (performance.now() - start) / 1000, took, refused }
}

/** Single events at a rate of their own, whether or not those before are acknowledged. */
export async function oneByOne(to: Target, rate: number, seconds: number): Promise<Loaded> {
  const sent: Promise<{ took: number; isTaken: boolean }>[] = []
  const start = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const due = start + (n * 1000) / rate
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1))
    sent.push(send(to, 'track', call()))
  }
  const done = await Promise.all(sent)
  const refused = done.filter(({ isTaken }) => !isTaken).length
  return {
    events: done.length - refused,
    seconds: (performance.now() - start) / 1000,
    took: done.map(({ took }) => took),
    refused,
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
