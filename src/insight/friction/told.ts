/** How many values events have of what not every log tells; 2 stands for several. */
export interface Told {
  readonly actors: number
  readonly channels: number
  readonly teams: number
}

export const toldQuery = {
  sql: "SELECT length(groupUniqArray(2)(actor)) AS actors, length(groupUniqArrayIf(2)(channel, channel != '')) AS channels, length(groupUniqArrayIf(2)(team, team != '')) AS teams FROM event",
}
