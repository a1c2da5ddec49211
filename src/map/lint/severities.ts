export type Severity = 'error' | 'warning' | 'info'

/**
 * How grave each rule's findings are in a map that somebody answers for, and in a draft (docs/decisions/0003-drafts.md): what
 * no machine can know from events is only a hint there, what it could have got right is not.
 */
export const severities = {
  'no-persona': { map: 'warning', draft: 'info' },
  'no-segment': { map: 'info', draft: 'info' },
  'no-sponsor': { map: 'warning', draft: 'info' },
  'no-goal': { map: 'warning', draft: 'info' },
  'not-reviewed': { map: 'warning', draft: 'info' },
  'narrow-team': { map: 'warning', draft: 'info' },
  'no-stage': { map: 'warning', draft: 'info' },
  'starts-late': { map: 'warning', draft: 'info' },
  'ends-at-purchase': { map: 'warning', draft: 'info' },
  'drawn-from-inside': { map: 'warning', draft: 'info' },
  'no-customer-words': { map: 'warning', draft: 'info' },
  'all-assumed': { map: 'warning', draft: 'warning' },
  'no-team': { map: 'warning', draft: 'info' },
  undeclared: { map: 'warning', draft: 'warning' },
  'unmatched-step': { map: 'warning', draft: 'warning' },
  'no-promise': { map: 'warning', draft: 'info' },
  'empty-promise': { map: 'warning', draft: 'warning' },
  'no-outcome': { map: 'warning', draft: 'info' },
  'unreachable-step': { map: 'warning', draft: 'warning' },
  'no-way-out': { map: 'warning', draft: 'warning' },
  'dead-end': { map: 'warning', draft: 'warning' },
} as const satisfies Readonly<Record<string, Readonly<Record<'map' | 'draft', Severity>>>>

export type RuleName = keyof typeof severities
