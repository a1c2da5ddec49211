import type { Context } from '../context.ts'
import { examine, machineOf } from '../operate/doctor.ts'
import type { Handlers } from '../route.ts'

export function doctorHandlers(context: Context): Pick<Handlers, 'GET /api/doctor'> {
  return {
    'GET /api/doctor': async () => ({ findings: await examine(context, await machineOf(context.store.dir)) }),
  }
}
