import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

/** Where and when something was measured, as one line of the document. */
export function whereAndWhen(command: string, loadBefore: number): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const model = cpus()[0]?.model.trim() ?? 'a processor of unknown model'
  return [
    `\`${command}\``,
    new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    `commit ${commit()}`,
    `${cpus().length} cores (${model}), ${memory}`,
    `Node ${process.versions.node}`,
    `load average ${loadBefore.toFixed(1)} before, ${load().toFixed(1)} after`,
  ].join(' · ')
}

export function load(): number {
  return loadavg()[0] ?? 0
}

function commit(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  try {
    const isChanged = git('status', '--porcelain', '--', 'src', 'bench').length > 0
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
  } catch {
    return 'unknown (not a git checkout)'
  }
}
