/** A screen may speak of a map or, where its route names none, of events as they are: each event name is a step. */
export function mapQuery(map: string | undefined): { map?: string } {
  return map === undefined ? {} : { map }
}

const key = 'throughline.map'

/** The map last opened, so that the rail's Map leads back to it from anywhere. */
export function lastMap(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // a browser that keeps nothing remembers no map
  }
}

export function rememberMap(map: string): void {
  try {
    localStorage.setItem(key, map)
  } catch {
    // a browser that keeps nothing remembers no map
  }
}
