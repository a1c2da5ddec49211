import { type FieldName, fieldNames, lacks, type Profile, type ProfileFields } from '../profile.ts'
import { Gather } from '../read/batch.ts'
import { EventMaker } from '../read/maker.ts'
import { columnOf } from '../read/slots.ts'
import type { SourceFile } from '../source.ts'
import { noZone } from '../time/clock.ts'
import { parseTime } from '../time/parse.ts'
import { assume } from './assume.ts'
import { actorsOf, type Choices, chooseFields, chooseScore } from './fields.ts'
import { nameFromFile } from './name.ts'
import type { Assumption, Proposal, ProposedColumn, SampledRow } from './proposal.ts'
import { type Sample, sampleOf } from './sample.ts'
import { type Shape, shapesOf } from './shape.ts'
import { wordsOf } from './words.ts'

const shownRows = 10
const nothing: Profile = { throughline: 'import/1', fields: {} }

/** How a file could be read, from its first rows; what is `given` stands as it is, and the rest is built around it. */
export async function propose(file: SourceFile, given: Profile = nothing): Promise<Proposal> {
  const sample = await sampleOf(file, given)
  const shapes = shapesOf(sample.table)
  const choices = chooseFields(shapes, columnsIn(sample.profile.fields), new Set(namesIn(sample.profile.fields)))
  const mapped = withFields(sample.profile, choices, shapes)
  const named = withName(mapped, file.name)
  const assumed = assume(named.profile, shapes, sample.types)
  const { profile } = assumed
  return {
    format: sample.profile.format,
    delimiter: profile.delimiter,
    encoding: profile.encoding,
    profile,
    columns: shapes.map((shape) => proposedColumn(shape, profile, choices, given)),
    needsZone: assumed.needsZone,
    assumed: [...named.assumed, ...assumed.assumed],
    questions: questionsOf(profile, sample, file.name),
    sample: sampledRows(sample, profile, file.name),
  }
}

function namesIn(fields: ProfileFields): readonly FieldName[] {
  return fieldNames.filter((name) => fields[name] !== undefined)
}

function columnsIn(fields: ProfileFields): ReadonlySet<string> {
  return new Set(namesIn(fields).flatMap((name) => columnsOf(fields, name)))
}

function columnsOf(fields: ProfileFields, name: FieldName): readonly string[] {
  if (name === 'customer') {
    const { customer } = fields
    return customer === undefined ? [] : typeof customer === 'string' ? [customer] : Object.values(customer)
  }
  const column = columnOf(fields[name])
  return column === undefined ? [] : [column]
}

function withFields(profile: Profile, choices: Choices, shapes: readonly Shape[]): Profile {
  const { fields } = profile
  const chosen: ProfileFields = {}
  for (const field of ['id', 'case', 'name', 'at', 'channel', 'team', 'system', 'partner', 'text'] as const) {
    const column = choices[field]?.column
    if (column !== undefined) chosen[field] = column
  }
  const customer = choices.customer?.column
  if (customer !== undefined) chosen.customer = identities(customer, shapes)
  const actor = shapes.find((shape) => shape.name === choices.actor?.column)
  const values = actor && actorsOf(actor)
  if (actor && values) chosen.actor = { column: actor.name, values }
  const score = chooseScore(shapes)
  if (score) chosen.score = score
  return { ...profile, fields: { ...chosen, ...fields } }
}

/** Where a source tells known from unknown people (Segment), both ids are kept. */
function identities(customer: string, shapes: readonly Shape[]): string | Record<string, string> {
  const anonymous = shapes.find((shape) => /(^| )anonymous id$/.test(wordsOf(shape.name)))
  const known = shapes.find((shape) => /(^| )user id$/.test(wordsOf(shape.name)))
  if (!anonymous || !known) return customer
  return { userId: known.name, anonymousId: anonymous.name }
}

/** Where no column says what happened: who spoke, or what the file is called. */
function withName(profile: Profile, file: string): { profile: Profile; assumed: readonly Assumption[] } {
  const { fields } = profile
  if (fields.name !== undefined || fields.at === undefined) return { profile, assumed: [] }
  const actor = columnOf(fields.actor)
  if (actor !== undefined) {
    const says = `No column says what happened; events are named by "${actor}", who spoke`
    return {
      profile: { ...profile, fields: { ...fields, name: actor } },
      assumed: [{ field: 'name', value: actor, says }],
    }
  }
  if (fields.text === undefined) return { profile, assumed: [] }
  const name = nameFromFile(file, columnOf(fields.id) ?? '')
  const says = `No column says what happened; every event is called "${name}"`
  return {
    profile: { ...profile, fields: { ...fields, name: { const: name } } },
    assumed: [{ field: 'name', value: name, says }],
  }
}

function proposedColumn(shape: Shape, profile: Profile, choices: Choices, given: Profile): ProposedColumn {
  const field = namesIn(profile.fields).find((name) => columnsOf(profile.fields, name).includes(shape.name)) ?? null
  const isGiven = field !== null && columnsOf(given.fields, field).includes(shape.name)
  const why = isGiven
    ? 'as given'
    : field === null
      ? otherwise(shape, profile)
      : (choices[field]?.why ?? 'its name or the format says so')
  return { name: shape.name, field, why, examples: shape.examples, filled: shape.filled }
}

function otherwise(shape: Shape, profile: Profile): string {
  if (profile.ignore?.includes(shape.name)) return 'left out, as given'
  return profile.traits?.includes(shape.name) ? 'describes the customer, as given' : 'kept as a property'
}

function questionsOf(profile: Profile, sample: Sample, file: string): readonly string[] {
  if (sample.table.rows.length === 0) return [noRows(sample.table, file)]
  const open = lacks(profile).map(({ says, remedy }) => `${sentence(says)}. ${remedy}`)
  const data = [...sample.table.columns].find(isTimeText)
  if (open.length === 0 || data === undefined) return open
  return [`The first row seems to be data ("${data}"), not the names of columns. Put a row of names before it`, ...open]
}

function noRows({ columns, refused: [first] }: Sample['table'], file: string): string {
  if (first !== undefined) return `${file} has no row that can be read: line ${first.line} ${first.reason}`
  if (columns.size === 0) return `${file} has no rows that can be read: is it empty, or another format?`
  const names = [...columns].slice(0, 5).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name))
  return `${file} has the names of columns (${names.join(', ')}${columns.size > 5 ? ', …' : ''}) and no row below them`
}

function isTimeText(text: string): boolean {
  const at = parseTime(text, { zone: null, dayFirst: true, unit: null })
  return /\D/.test(text) && (typeof at === 'number' || at === noZone)
}

function sentence(says: string): string {
  return says.charAt(0).toUpperCase() + says.slice(1)
}

function sampledRows({ table }: Sample, profile: Profile, file: string): readonly SampledRow[] {
  const refused = table.refused.map((refusal) => ({ line: refusal.line, refusal: { file, ...refusal } }))
  if (lacks(profile).length > 0) return refused.slice(0, shownRows)
  const gather = new Gather(file)
  const maker = new EventMaker(profile, gather)
  for (const row of table.rows.slice(0, shownRows)) {
    maker.start()
    for (const [column, cell] of row.cells) maker.put(maker.slot(column), cell)
    maker.finish(row.line)
  }
  const batch = gather.take(0)
  const rows: SampledRow[] = [
    ...batch.events,
    ...batch.refused.map((refusal) => ({ line: refusal.line, refusal })),
    ...refused,
  ]
  return rows.sort((a, b) => a.line - b.line).slice(0, shownRows)
}
