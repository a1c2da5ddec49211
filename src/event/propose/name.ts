/** What an event of this file is called, where nothing in it says: "Tweet" of `airline_tweets.csv.gz`. */
export function nameFromFile(file: string, idColumn: string): string {
  const thing = /^(tweet|message|post|review|comment|call|ticket|response)[ _-]?id$/i.exec(idColumn)?.[1]
  if (thing !== undefined) return capital(thing.toLowerCase())
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9.]+$/i, '')
  const last = base
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2)
    .at(-1)
  return last === undefined ? 'Event' : capital(singular(last.toLowerCase()))
}

function singular(word: string): string {
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
