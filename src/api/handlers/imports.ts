import type { Context } from '../context.ts'
import { ApiProblem } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'POST /api/imports'
  | 'GET /api/imports/:import'
  | 'POST /api/imports/:import/start'
  | 'POST /api/imports/:import/propose'
  | 'DELETE /api/imports/:import'
>

export function importHandlers({ imports }: Context): Answered {
  return {
    'POST /api/imports': async (ask) => {
      const { body } = ask.raw.req.raw
      if (body === null) throw new ApiProblem('bad-request', 'The request has no file.', 'Send the file as the body.')
      return imports.receive(ask.query.name, body as Parameters<typeof imports.receive>[1]) // one stream, typed twice
    },
    'GET /api/imports/:import': async (ask) => imports.state(ask.param('import')),
    'POST /api/imports/:import/start': async (ask) => {
      imports.state(ask.param('import'))
      const { profile, strict = false, replace = false } = await ask.body()
      return imports.start(ask.param('import'), profile, { strict, replace })
    },
    'POST /api/imports/:import/propose': async (ask) => {
      imports.state(ask.param('import'))
      return imports.propose(ask.param('import'), (await ask.body()).profile)
    },
    'DELETE /api/imports/:import': async (ask) => imports.cancel(ask.param('import')),
  }
}
