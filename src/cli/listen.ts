import type { ServerResponse } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { CommandProblem } from './problem.ts'

export interface Server {
  readonly port: number
  /** answers under way */
  readonly running: number
  /** Waits until what runs is answered, so long at most. @returns how many were not */
  finish(within: number): Promise<number>
  /** Closes the port and every connection. */
  close(): Promise<void>
}

type Fetch = Parameters<typeof listen>[0]['fetch']

export function listening(fetch: Fetch, port: number, hostname: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const running = new Set<ServerResponse>()
    let onIdle: () => void = () => undefined
    const server = listen({ fetch, port, hostname }, (info) =>
      resolve({
        port: info.port,
        get running() {
          return running.size
        },
        finish: async (within) => {
          const idle = new Promise<void>((done) => {
            onIdle = done
            if (running.size === 0) done()
          })
          const patience = Promise.withResolvers<void>()
          const timer = setTimeout(patience.resolve, within)
          await Promise.race([idle, patience.promise])
          clearTimeout(timer)
          return running.size
        },
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      }),
    )
    server.on('request', (_: unknown, response: ServerResponse) => {
      running.add(response)
      response.on('close', () => {
        running.delete(response)
        if (running.size === 0) onIdle()
      })
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandProblem(
              `Port ${port} is taken.`,
              `Give another with --port, for example --port ${port + 1}; --port 0 takes a free one.`,
            )
          : error,
      )
    })
  })
}
