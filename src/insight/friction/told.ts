/** How many values events have of what not every log tells; 2 stands for several. */
export interface Told {
  readonly actors: number
  readonly channels: number
  readonly teams: number
}

/** A second value ends the search: a column of several is hardly read. */
const some = (column: string) =>
  `(SELECT count() FROM (SELECT DISTINCT ${column} FROM event${column === 'actor' ? '' : ` WHERE ${column} != ''`} LIMIT 2))`

export const toldQuery = {
  sql: `SELECT ${some('actor')} AS actors, ${some('channel')} AS channels, ${some('team')} AS teams`,
}
