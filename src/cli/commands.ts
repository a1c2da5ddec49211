import type { Command } from 'commander'

/** Each command's code is loaded when it is the one that is typed: half of the time that a short one takes is loading. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./commands/serve.ts')).demoCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  discover: async () => (await import('./commands/discover.ts')).discoverCommand(),
  explore: async () => (await import('./commands/explore.ts')).exploreCommand(),
  measure: async () => (await import('./commands/measure.ts')).measureCommand(),
  compare: async () => (await import('./commands/compare.ts')).compareCommand(),
  trend: async () => (await import('./commands/trend.ts')).trendCommand(),
  whatif: async () => (await import('./commands/whatif.ts')).whatIfCommand(),
  drivers: async () => (await import('./commands/drivers.ts')).driversCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  friction: async () => (await import('./commands/friction.ts')).frictionCommand(),
  report: async () => (await import('./commands/friction.ts')).reportCommand(),
  forecast: async () => (await import('./commands/forecast.ts')).forecastCommand(),
  lint: async () => (await import('./commands/lint.ts')).lintCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/backup.ts')).restoreCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  who: async () => (await import('./commands/who.ts')).whoCommand(),
  key: async () => (await import('./commands/key.ts')).keyCommand(),
  connector: async () => (await import('./commands/connector.ts')).connectorCommand(),
  user: async () => (await import('./commands/user.ts')).userCommand(),
}

/** The one that is typed; all of them where it is none, so that they can be listed, or the nearest one named. */
export async function commandsFor(typed = ''): Promise<readonly Command[]> {
  const one = Object.hasOwn(commands, typed) ? commands[typed] : undefined
  return one === undefined ? Promise.all(Object.values(commands).map((load) => load())) : [await one()]
}
