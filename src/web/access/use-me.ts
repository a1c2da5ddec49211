import { useAsk } from '../app/ask.ts'

/** Who looks at the page. Everybody asks for it, so it is asked once and kept until somebody comes or goes. */
export function useMe() {
  return useAsk('GET /api/me', {}, { staleTime: Number.POSITIVE_INFINITY })
}
