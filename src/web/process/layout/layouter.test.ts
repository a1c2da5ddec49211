import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { expect, test } from 'vitest'
import { type Engine, Layouter } from './layouter.ts'

/** An engine whose layouts end when the test says so. */
class Held implements Engine {
  readonly jobs: { graph: ElkNode; end: () => void; fail: (error: Error) => void }[] = []
  ended = 0
  layout(graph: ElkNode): Promise<ElkNode> {
    return new Promise((resolve, reject) => this.jobs.push({ graph, end: () => resolve(graph), fail: reject }))
  }
  terminateWorker(): void {
    this.ended++
  }
}
const graph = (id: string): ElkNode => ({ id })

test('[P9] what waits is replaced by what comes later', async () => {
  const held = new Held()
  const layouter = new Layouter(() => held, 60_000)
  const [first, second, third] = ['1', '2', '3'].map((id) => layouter.lay(graph(id)))
  expect(await second).toBe(null)
  held.jobs[0]?.end()
  expect(await first).toBe(null)
  held.jobs[1]?.end()
  expect(await third).toEqual({ id: '3' })
  expect(held.jobs.map((job) => job.graph.id)).toEqual(['1', '3'])
  layouter.close()
})

test('[P9] a layout that was overtaken and takes long is given up with its worker', async () => {
  const engines: Held[] = []
  const layouter = new Layouter(() => {
    const held = new Held()
    engines.push(held)
    return held
  }, 0)
  const first = layouter.lay(graph('1'))
  const second = layouter.lay(graph('2'))
  expect(await first).toBe(null)
  expect(engines[0]?.ended).toBe(1)
  engines[1]?.jobs[0]?.end()
  expect(await second).toEqual({ id: '2' })
  layouter.close()
})

test('[P9] a layout that fails says so, and the next one goes on', async () => {
  const held = new Held()
  const layouter = new Layouter(() => held, 60_000)
  const first = layouter.lay(graph('1'))
  held.jobs[0]?.fail(new Error('no room'))
  await expect(first).rejects.toThrow('no room')
  const second = layouter.lay(graph('2'))
  held.jobs[1]?.end()
  expect(await second).toEqual({ id: '2' })
  layouter.close()
})

test('[P9] closing answers everyone', async () => {
  const layouter = new Layouter(() => new Held(), 60_000)
  const both = [layouter.lay(graph('1')), layouter.lay(graph('2'))]
  layouter.close()
  expect(await Promise.all(both)).toEqual([null, null])
})
