import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/throughline.js', import.meta.url))

/** The simulated company, served by a process of its own; its clock stands still. */
export interface Served {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

export async function serveDemo(data: string, customers: number): Promise<Served> {
  const args = [
    'serve',
    '--demo',
    '--data',
    data,
    '--port',
    '0',
    '--pace',
    '0',
    '--customers',
    String(customers),
    '--json',
  ]
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await saidUrl(child)
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url, pid: child.pid ?? -1, stop }
}

function saidUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    if (child.stdout === null) return reject(new Error('the server has no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said: { readonly url?: string } = JSON.parse(line)
      if (said.url !== undefined) resolve(said.url)
    })
  })
}
