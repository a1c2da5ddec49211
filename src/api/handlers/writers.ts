import { randomBytes } from 'node:crypto'
import type { Ledger, StoredWriter } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../contract/writers.ts'
import { hashOf, hintOf } from '../intake/intake.ts'
import { ApiProblem } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/writers' | 'POST /api/keys' | 'DELETE /api/keys/:key'>

export function writerHandlers(context: Context): Answered {
  const { store } = context
  return {
    'GET /api/writers': async () => ({
      writers: (await (await store.ledger()).writers.list()).map((writer) => seen(context, writer)),
    }),
    'POST /api/keys': async (ask) => {
      const { writer: title, partner } = await ask.body()
      const { writers } = await store.ledger()
      const writer = await writerOf(writers, title, partner)
      const key = await keyFor(writers, writer)
      return { key, hint: hintOf(key), writer: writer.title }
    },
    'DELETE /api/keys/:key': async (ask) => {
      const given = ask.param('key')
      const hint = given.endsWith('…') ? given : hintOf(given)
      const { writers } = await store.ledger()
      if (!(await writers.revoke(hint))) {
        throw new ApiProblem('not-found', `No key in use begins with ${hint}`, 'GET /api/writers lists them.')
      }
      context.intake?.forgetKeys()
      return { hint }
    },
  }
}

/** A new key; only its hash is kept. */
export async function keyFor(writers: Ledger['writers'], writer: StoredWriter): Promise<string> {
  const key = `tlw_${randomBytes(24).toString('base64url')}`
  await writers.addKey({ hash: hashOf(key), hint: hintOf(key), writer: writer.id })
  return key
}

/** One writer may have several keys: a new one is made before the old one is revoked. */
export async function writerOf(
  writers: Ledger['writers'],
  title: string,
  partner: string | undefined,
): Promise<StoredWriter> {
  const known = (await writers.list()).find((one) => one.title.toLowerCase() === title.toLowerCase())
  const writer = known ?? (await writers.add({ title, ...(partner === undefined ? {} : { partner }) }))
  if (writer === null) throw new ApiProblem('name-taken', `A writer "${title}" was just added.`, 'Try again.')
  if (known !== undefined && partner !== undefined && known.partner !== partner) {
    throw new ApiProblem(
      'name-taken',
      `The writer "${known.title}" is ${known.partner === null ? 'no partner' : `the partner "${known.partner}"`}.`,
      'Give the key to a writer of another name.',
    )
  }
  return writer
}

export function seen({ intake }: Context, writer: StoredWriter): Writer {
  if (intake === undefined) return { ...writer, seen: null }
  const { accepted, refused, lastSeen, samples, pace } = intake.tally(writer.id)
  return {
    ...writer,
    seen: {
      accepted,
      refused,
      last: lastSeen === null ? null : instant(lastSeen),
      minutes: pace.minutes(intake.now()),
      late: pace.late(),
      samples: samples.map((one) => ({ ...one, at: instant(one.at) })),
    },
  }
}

function instant(micros: number): string {
  return new Date(micros / 1000).toISOString()
}
