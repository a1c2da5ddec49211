import { CommandProblem } from '../problem.ts'

/** One side as the routes take it. */
export interface SideFilter {
  from?: string
  to?: string
  variant?: string
  source?: string
  segment?: unknown
}

const own = ['from', 'to', 'variant', 'source'] as const

/**
 * `from=2026-01-01,to=2026-02-01`, `channel=web|app`, `trait:tier=gold`, `event=Paid`, any of these parted by commas (all
 * must hold), a predicate as JSON, or `all`.
 */
export function sideText(text: string): SideFilter {
  if (text.trim() === 'all') return {}
  if (text.trim().startsWith('{')) return { segment: jsonOf(text) }
  const side: SideFilter = {}
  const conditions: unknown[] = []
  for (const part of text.split(',')) {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(part) ?? []
    if (name === '' || value === '') throw unreadable(text, part)
    const mine = own.find((one) => one === name)
    if (mine === undefined) conditions.push(conditionOf(name, value))
    else side[mine] = value
  }
  const [only] = conditions
  if (conditions.length > 0) side.segment = conditions.length === 1 ? only : { all: conditions }
  return side
}

function conditionOf(name: string, value: string): unknown {
  const values = value.split('|').map((one) => one.trim())
  if (name === 'event') return { event: values.length === 1 ? values[0] : values }
  if (name.startsWith('trait:')) {
    const trait = name.slice('trait:'.length)
    const each = values.map((one) => ({ trait, is: scalar(one) }))
    return each.length === 1 ? each[0] : { any: each }
  }
  return { where: { [name]: values.length === 1 ? scalar(value) : { in: values.map(scalar) } } }
}

/** `2`, `true` and the like mean the number and the truth value, as they would in a map's text. */
function scalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CommandProblem(
      `"${text}" is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give a predicate, for example {"where":{"channel":"web"}}.',
    )
  }
}

function unreadable(text: string, part: string): CommandProblem {
  return new CommandProblem(
    `"${part.trim()}" in "${text}" says no cases.`,
    'Write from=2026-01-01,to=2026-02-01; property=value, with | between several; event=Name; a predicate as JSON; or all.',
  )
}
