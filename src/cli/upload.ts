import { openAsBlob } from 'node:fs'
import type { ImportState } from '../api/index.ts'
import type { Answerer } from './answerer.ts'
import { CommandProblem } from './problem.ts'
import type { Reading } from './reading.ts'
import { count } from './table.ts'
import type { Taking } from './taking.ts'

/** The data folder belongs to a running server: the file goes to it, and its progress is read back. */
export async function uploadFile(
  { file, proposal }: Reading,
  answerer: Answerer,
  { strict, replace, signal, line }: Taking,
) {
  const response = await fetch(`${answerer.url}/api/imports?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: answerer.headers,
    body: await openAsBlob(file.path),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
  const received = (await response.json()) as ImportState // the server's own type
  if (!response.ok)
    throw new CommandProblem(
      `The server did not take ${file.name}: ${JSON.stringify(received)}`,
      "Look into the server's log.",
    )
  const params = { import: received.id }
  await answerer.ask('POST /api/imports/:import/start', {
    params,
    body: { profile: proposal.profile, strict, replace },
  })
  const stop = () => void answerer.ask('DELETE /api/imports/:import', { params })
  signal.addEventListener('abort', stop)
  const state = await untilDone(answerer, received.id, line).finally(() => signal.removeEventListener('abort', stop))
  if (state.phase !== 'done')
    throw new CommandProblem(
      state.error?.detail ?? `The import ended as ${state.phase}.`,
      state.error?.remedy ?? 'Try again.',
    )
  return {
    ...state,
    refusals: state.refusals,
    list: state.refused > 0 ? `${answerer.url}/api/imports/${state.id}/refused.csv` : null,
  }
}

async function untilDone(answerer: Answerer, id: string, line: Taking['line']): Promise<ImportState> {
  for (;;) {
    const state = await answerer.ask('GET /api/imports/:import', { params: { import: id } })
    if (state.phase === 'done' || state.phase === 'failed' || state.phase === 'cancelled') return state
    line.show(state.progress, `${state.phase} ${state.file}: ${count(state.read)} events`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
