import type { Context } from '../context.ts'
import { ApiProblem, atFault } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  'GET /api/views' | 'POST /api/views' | 'DELETE /api/views/:view' | 'GET /api/settings' | 'PUT /api/settings/:setting'
>

/** Settings that the page keeps for everyone; the rest is the server's. */
const pageSettings = new Set(['lanes'])

export function viewHandlers({ store }: Context): Answered {
  return {
    'GET /api/views': async () => ({ views: [...(await (await store.ledger()).views.list())] }),
    'POST /api/views': async (ask) => (await store.ledger()).views.add(await ask.body()),
    'DELETE /api/views/:view': async (ask) => {
      const id = ask.param('view')
      if (!(await (await store.ledger()).views.remove(id)))
        throw new ApiProblem('not-found', `There is no view ${id}.`, 'Load the list anew.')
      return { id }
    },
    'GET /api/settings': async () => ({ settings: await settings() }),
    'PUT /api/settings/:setting': async (ask) => {
      const name = ask.param('setting')
      if (!pageSettings.has(name))
        throw atFault(
          [{ field: 'setting', value: name, reason: 'is not a setting of the page' }],
          `There are: ${[...pageSettings].join(', ')}.`,
        )
      const { value } = await ask.body()
      await (await store.ledger()).settings.put(name, value)
      return { settings: await settings() }
    },
  }

  async function settings(): Promise<Record<string, unknown>> {
    const all = await (await store.ledger()).settings.all()
    return Object.fromEntries(Object.entries(all).filter(([name]) => pageSettings.has(name)))
  }
}
