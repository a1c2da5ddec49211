/** The ways out that the server names are those of the command line; on the page the way out is the field above. */
export function forPage(says: string): string {
  return says
    .replace(/:? say which with --[a-z-]+/i, ': choose it in the table')
    .replace(/Name one with --(\w+) or --(\w+)[^.]*/i, 'Choose it in the table below, as $1 or $2')
    .replace(/Name one with --(\w+)[^.]*/i, 'Choose it in the table below, as $1')
    .replace(/[.,;]?\s*Say --.*$/i, '.')
}
