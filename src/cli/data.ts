import type { Command } from 'commander'

/** Options that every command takes. */
export function withData(command: Command): Command {
  return command
    .option('--data <folder>', 'the data folder', process.env['THROUGHLINE_DATA'] ?? '.throughline')
    .option('--json', 'answer as JSON')
}

/** Options that narrow a question to some cases. */
export function withFilter(command: Command): Command {
  return command
    .option('--from <date>', 'only cases that begin at or after')
    .option('--to <date>', 'only cases that begin before')
    .option('--segment <predicate>', 'only cases for which it holds, as JSON: {"where":{"channel":"web"}}')
    .option('--variant <id>', 'only cases of this variant')
    .option('--source <file>', 'only cases with events from this imported file')
}

export interface FilterOptions {
  readonly from?: string
  readonly to?: string
  readonly segment?: string
  readonly variant?: string
  readonly source?: string
}

export function filterQuery(options: FilterOptions): Record<string, string | undefined> {
  const { from, to, segment, variant, source } = options
  return { from, to, segment, variant, source }
}
