import { expect, test } from 'vitest'
import { commands, commandsFor } from './commands.ts'

test('[C14] a command is loaded by the name that is typed, and all of them where it is none', async () => {
  const names = Object.keys(commands)
  for (const name of names) expect((await commandsFor(name)).map((one) => one.name())).toEqual([name])
  for (const other of ['--help', 'help', 'exlpore', 'constructor', undefined])
    expect((await commandsFor(other)).map((one) => one.name())).toEqual(names)
})
