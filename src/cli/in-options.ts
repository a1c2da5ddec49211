/** Options that are not called as the field of the query that they give, or not for one route. */
const otherwise: Readonly<Record<string, string>> = {
  bucket: 'by',
  case: 'only',
  groups: 'group',
  id: 'map-id',
  'GET /api/forecast limit': 'top',
  'POST /api/forecast limit': 'top',
}

/**
 * A route's problem as whoever typed the command knows it: a field of the query is named by the option that it was given
 * with. Fields are the first word of what is said of them; several are parted by semicolons.
 */
export function inOptions(text: string, key: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.keys(query).filter((name) => query[name] !== undefined)
  return given.reduce((said, name) => {
    const option = `--${otherwise[`${key} ${name}`] ?? otherwise[name] ?? kebab(name)}`
    return said
      .replace(new RegExp(`(^|; )${name}(?=[ :=.])`, 'g'), (_, before: string) => `${before}${option}`)
      .replace(`Correct "${name}".`, () => `Correct ${option}.`)
  }, text)
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
