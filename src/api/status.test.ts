import { expect, test } from 'vitest'
import { openTemporaryStore } from '../store/index.ts'
import { createApp, createContext } from './index.ts'

test('[A10] customers are counted where events name them; where none does there are cases alone', async () => {
  const rows = {
    'case,activity,timestamp\n1,Apply,2026-01-01T10:00:00Z\n2,Apply,2026-01-02T10:00:00Z\n': {
      customers: null,
      cases: 2,
    },
    'case,customer,activity,timestamp\n1,x,Apply,2026-01-01T10:00:00Z\n2,x,Apply,2026-01-02T10:00:00Z\n': {
      customers: 1,
      cases: 2,
    },
    'user,activity,timestamp\nx,Apply,2026-01-01T10:00:00Z\ny,Apply,2026-01-02T10:00:00Z\n': { customers: 2, cases: 2 },
  }
  for (const [csv, counts] of Object.entries(rows)) {
    const one = await openTemporaryStore()
    const its = createContext(one, '0.0.0')
    const theApp = createApp(its, { access: 'local' })
    const received = await theApp.request('/api/imports?name=rows.csv', { method: 'POST', body: csv })
    const { id, proposal } = (await received.json()) as { id: string; proposal: { profile: unknown } }
    await theApp.request(`/api/imports/${id}/start`, {
      method: 'POST',
      body: JSON.stringify({ profile: proposal.profile }),
      headers: { 'Content-Type': 'application/json' },
    })
    await (await theApp.request(`/api/imports/${id}/progress`)).text()
    expect(await (await theApp.request('/api/status')).json()).toMatchObject(counts)
    await its.imports.close()
    await one.close()
  }
})
