import type { Profile } from '../profile.ts'
import { columnOf, constOf } from '../read/slots.ts'
import type { TypeChoice } from './ocel-type.ts'
import type { Assumption } from './proposal.ts'
import type { Shape } from './shape.ts'

export interface Assumed {
  readonly profile: Profile
  readonly assumed: readonly Assumption[]
  readonly needsZone: boolean
}

/** What nobody said and the file does not show: each is put into the profile, and said. */
export function assume(profile: Profile, shapes: readonly Shape[], types: TypeChoice | null): Assumed {
  const at = shapes.find((shape) => shape.name === columnOf(profile.fields.at))
  const day = dayFirst(profile, at)
  const absent = absentWords(profile, shapes)
  const needsZone = profile.zone === undefined && at !== undefined && at.zoneless > 0
  const zone: Assumption[] = needsZone
    ? [
        {
          field: 'zone',
          value: 'UTC',
          says: `Times in "${at.name}" have no zone; they are read as UTC. Say --zone if they are in another`,
        },
      ]
    : []
  return {
    profile: {
      ...day.profile,
      ...(needsZone && { zone: 'UTC' }),
      ...(absent.length > 0 && { absent: absent.map((one) => one.value) }),
    },
    assumed: [...zone, ...day.assumed, ...absent, ...caseType(types)],
    needsZone,
  }
}

function dayFirst(profile: Profile, at: Shape | undefined): { profile: Profile; assumed: readonly Assumption[] } {
  if (profile.dayFirst !== undefined || at === undefined || at.order === 'none') return { profile, assumed: [] }
  if (at.order === 'day' || at.order === 'month') {
    return { profile: { ...profile, dayFirst: at.order === 'day' }, assumed: [] }
  }
  const says = `Dates in "${at.name}" could begin with the day or the month; they are read with the day first. Say dayFirst: false if not`
  return { profile: { ...profile, dayFirst: true }, assumed: [{ field: 'dayFirst', value: 'true', says }] }
}

/** What programs write for nothing. "NA" is not among them: it is a name as often. */
const placeholders = ['?', '\\N', 'NULL', '(null)', '<null>']

function absentWords(profile: Profile, shapes: readonly Shape[]): readonly Assumption[] {
  if (profile.absent !== undefined) return []
  const { fields } = profile
  const literal = [fields.case, fields.name, fields.id, fields.text].map((said) => constOf(said) ?? columnOf(said))
  return placeholders.flatMap((word) => {
    const where = shapes
      .filter((shape) => shape.values.has(word) && !literal.includes(shape.name))
      .map((shape) => shape.name)
    if (where.length === 0) return []
    return [{ field: 'absent' as const, value: word, says: `"${word}" stands for nothing, in ${where.join(', ')}` }]
  })
}

function caseType(types: TypeChoice | null): readonly Assumption[] {
  if (types === null || types.types.length < 2) return []
  const others = types.types.filter((type) => type !== types.chosen).join(', ')
  const says = `A case is one of "${types.chosen}". It could also be one of ${others}: say which with --case`
  return [{ field: 'case', value: types.chosen, says }]
}
