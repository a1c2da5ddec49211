import { amountText, unitText } from './amount.ts'
import type { Friction, Frictions } from './answers.ts'
import { limitText } from './friction.ts'

export type ReportForm = 'md' | 'html'

/** A part of the report, whatever it is written in. */
type Part =
  | { readonly kind: 'title' | 'heading' | 'text' | 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** The friction report (F13): opportunities by customers × cost, each with its evidence and the question to ask next. */
export function frictionReport(answer: Frictions, form: ReportForm): string {
  const parts = [...opening(answer), ...answer.frictions.flatMap(opportunity), ...closing(answer)]
  return form === 'md' ? `${parts.map(markdown).join('\n\n')}\n` : page(answer.title, parts.map(html).join('\n'))
}

/** Where each case is a customer of its own, as it is where events name none, only the cases are spoken of. */
function whom({ cases, customers }: Pick<Frictions, 'cases' | 'customers'>): 'cases' | 'customers' {
  return customers === cases ? 'cases' : 'customers'
}

function ofCustomers(answer: Pick<Frictions, 'cases' | 'customers'>): string {
  return whom(answer) === 'cases' ? '' : ` of ${count(answer.customers)} customers`
}

function opening(answer: Frictions): readonly Part[] {
  const period =
    answer.period === null ? '' : `, ${answer.period.from.slice(0, 10)} to ${answer.period.to.slice(0, 10)}`
  return [
    { kind: 'title', text: `Friction in “${answer.title}”` },
    { kind: 'text', text: `${unitText(answer.cases, 'cases')}${ofCustomers(answer)}${period}.` },
    {
      kind: 'text',
      text: `Opportunities by ${whom(answer)} × cost. ${costsText(answer)} Shares carry their 95 % interval.`,
    },
    {
      kind: 'table',
      head: ['', 'opportunity', 'at', whom(answer), 'share', 'cost', 'trend'],
      rows: answer.frictions.map((one, i) => [
        String(i + 1),
        nameOf(one),
        one.at,
        count(one.customers),
        shareText(one),
        costText(one),
        trendText(one),
      ]),
    },
  ]
}

/** What the costs of this report are: money where a good outcome has a value, else what went beyond the limits. */
function costsText({ frictions }: Frictions): string {
  const inMoney =
    'A cost is the difference in reaching the good outcome between cases struck and cases that came to the same step and were spared; it is seen beside the friction, not shown to be its effect.'
  const inUnits =
    'is what went beyond the limit, in its own unit: hours, visits, requests; the map gives no `outcome.value` to say it in money.'
  const valued = frictions.filter(({ costing }) => costing?.outcome).length
  if (valued === 0) return `A cost ${inUnits}`
  return valued === frictions.length
    ? inMoney
    : `${inMoney} Where nobody was spared or struck to compare with, it is what went beyond the limit.`
}

function opportunity(one: Friction, i: number): readonly Part[] {
  return [
    { kind: 'heading', text: `${i + 1}. ${nameOf(one)} at ${one.at}` },
    { kind: 'text', text: one.says },
    {
      kind: 'list',
      items: [
        `${unitText(one.cases, 'cases')}${one.customers === one.cases ? '' : `, ${unitText(one.customers, 'customers')}`}: ${shareText(one)}.`,
        `Limit: ${countedLimit(one)}${basisText(one)}.`,
        `Cost: ${costText(one)}.${one.costing === null ? '' : ` ${capital(one.costing.formula)}.`}`,
        ...(isWhatWentBeyond(one) ? [] : [`Beyond the limit: ${unitText(one.extra.amount, one.extra.unit)} in all.`]),
        ...(one.chased === null || one.chased === 0
          ? []
          : [`In ${unitText(one.chased, 'cases')} the customer got in touch while waiting.`]),
        `Trend over ${one.trend.weeks.length} weeks: ${trendText(one)}${one.trend.p === null ? '' : ` (Mann-Kendall, p ${one.trend.p.toFixed(3)})`}.`,
        one.note,
      ],
    },
    ...one.words.map(({ text, case: of }): Part => ({ kind: 'quote', text: `${text} (${of})` })),
    {
      kind: 'text',
      text: `Evidence, the newest of ${unitText(one.cases, 'cases')}: ${one.evidence.join(', ')}.`,
    },
    { kind: 'text', text: `Ask next: ${one.ask}` },
  ]
}

function closing({ absent, unseen }: Frictions): readonly Part[] {
  return [
    ...(absent.length === 0
      ? []
      : [{ kind: 'text', text: `Looked for and not found: ${absent.join(', ')}.` } satisfies Part]),
    ...(unseen.length === 0
      ? []
      : [
          { kind: 'heading', text: 'What cannot be found here' } satisfies Part,
          { kind: 'list', items: unseen.map(({ kind, why, remedy }) => `${kind}: ${why} ${remedy}`) } satisfies Part,
        ]),
  ]
}

/** A number of things is told with what is counted. What is usual is the first number that is not: struck is whoever comes to it. */
function countedLimit({ limit }: Friction): string {
  const { value, unit, basis, written } = limit
  if (written !== null || unit === 'seconds' || unit === 'share') return limitText(limit)
  const counted = unitText(value, unit === 'teams' ? 'changes of team' : unit)
  return basis === 'observed-p90'
    ? `from ${value === 1 && unit === 'teams' ? '1 change of team' : counted} on`
    : counted
}

/** Where nothing is said in money, the cost is what went beyond the limit, and is not said twice. */
function isWhatWentBeyond({ cost, costing, extra }: Friction): boolean {
  return costing !== null && cost === extra.amount && costing.unit === extra.unit
}

function trendText({ trend: { direction } }: Friction): string {
  return direction === 'too few' ? 'too few weeks to say' : direction
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function nameOf({ kind, cause }: Friction): string {
  const name = kind.replaceAll('-', ' ').replace('hand off', 'hand-off')
  return cause === null ? name : `${name} (${cause})`
}

function basisText({ limit }: Friction): string {
  if (limit.basis === 'promise') return ', promised on the map'
  if (limit.basis === 'proposed') return ', proposed by a draft from what was observed'
  if (limit.basis === 'definition' || limit.observed === null) return ', by definition'
  const { from, to, n, oneIn } = limit.observed
  const kept = limit.unit === 'seconds' ? 'kept within it' : 'stayed below it'
  return `, not promised: nine in ten of ${count(n)}${oneIn === 1 ? '' : ` (one case in ${oneIn})`} ${kept} from ${from.slice(0, 10)} to ${to.slice(0, 10)}`
}

function costText({ cost, costing }: Friction): string {
  if (cost === null || costing === null) return 'not known'
  const range =
    costing.low === null || costing.high === null ? '' : ` (${amountText(costing.low)} to ${amountText(costing.high)})`
  return `${unitText(cost, costing.unit)}${range}`
}

function shareText({ share, low, high, n }: Friction): string {
  if (share === null || low === null || high === null) return 'too few to say'
  return `${percent(share)} % of ${count(n)} (${percent(low)}–${percent(high)} %)`
}

const percent = (share: number): string => (share * 100).toFixed(1)
const count = (n: number): string => n.toLocaleString('en-US')

function markdown(part: Part): string {
  switch (part.kind) {
    case 'title':
      return `# ${escaped(part.text)}`
    case 'heading':
      return `## ${escaped(part.text)}`
    case 'text':
      return escaped(part.text)
    case 'quote':
      return `> ${escaped(part.text)}`
    case 'list':
      return part.items.map((item) => `- ${escaped(item)}`).join('\n')
    case 'table': {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => escaped(cell).replaceAll('|', '\\|')).join(' | ')} |`
      return [row(part.head), row(part.head.map(() => '---')), ...part.rows.map(row)].join('\n')
    }
  }
}

/** Customers' words and names of events are text here, whatever they look like. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\*_`<>[\]#]/g, '\\$&')
}

function html(part: Part): string {
  switch (part.kind) {
    case 'title':
      return `<h1>${safe(part.text)}</h1>`
    case 'heading':
      return `<h2>${safe(part.text)}</h2>`
    case 'text':
      return `<p>${safe(part.text)}</p>`
    case 'quote':
      return `<blockquote>${safe(part.text)}</blockquote>`
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`
    case 'table': {
      const row = (cells: readonly string[], tag: string) =>
        `<tr>${cells.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join('')}</tr>`
      return `<table><thead>${row(part.head, 'th')}</thead><tbody>${part.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
    }
  }
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Friction in ${safe(title)}</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d232b}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d8dde3;vertical-align:top}h2{margin-top:2rem;break-after:avoid}blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #d8dde3}</style></head>
<body>
${body}
</body></html>
`
}
