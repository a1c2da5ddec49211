import type { Change } from '../../insight/whatif/answers.ts'

/** A change in words, before the server has said what it assumes. */
export function sayChange(change: Change, titleOf: (step: string) => string, teamOf: (team: string) => string): string {
  switch (change.kind) {
    case 'keep':
      return `Keep the promise of “${titleOf(change.step)}”${change.goOn ? '; nobody leaves waiting for it' : ''}`
    case 'remove':
      return `Remove “${titleOf(change.step)}”${change.goOn ? '; nobody leaves there' : ''}`
    case 'shorten': {
      const where = `after “${titleOf(change.step)}”${change.to === undefined ? '' : ` to “${titleOf(change.to)}”`}`
      return change.by === undefined
        ? `At most ${change.most} ${where}`
        : `${Number((change.by * 100).toFixed(1))} % less wait ${where}`
    }
    case 'enlarge':
      return change.of === undefined
        ? `${change.more} more hands in ${teamOf(change.team)}`
        : `${change.more} more beside ${change.of} people in ${teamOf(change.team)}`
  }
}
