/** The properties and traits that the events of `from` carry, by their names. Few events differ in which they carry. */
export function carriedFrom(from: string): string {
  return `SELECT DISTINCT said.1 AS kind, said.2 AS property, name FROM (
      SELECT name, arrayJoin(arrayConcat(arrayMap(k -> ('property', toString(k)), of_event), arrayMap(k -> ('trait', toString(k)), of_customer))) AS said
      FROM (SELECT DISTINCT name, mapKeys(properties) AS of_event, mapKeys(traits) AS of_customer FROM ${from})
    )`
}

/** Notes what these events carry that none did before. */
export function noteCarried(from: string): string {
  return `INSERT INTO carried SELECT kind, property, name FROM (${carriedFrom(from)})
    WHERE (kind, property, name) NOT IN (SELECT kind, property, name FROM carried)`
}
