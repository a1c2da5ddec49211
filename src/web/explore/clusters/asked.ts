import { readNumber, type Search } from '../../app/filters.ts'

/** 0: as many as lie best apart. */
export function readClusters(ask: Search): { clusters: number } {
  const count = readNumber(ask['clusters'])
  return { clusters: count !== undefined && count >= 2 && count <= 12 ? Math.floor(count) : 0 }
}
