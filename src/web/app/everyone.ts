import { useAsk } from './ask.ts'

/** What stands where no segment is chosen: where no event names a customer, cases are spoken of. */
export function useEveryone(): 'All cases' | 'All customers' {
  const { data } = useAsk('GET /api/status', {})
  return data?.customers === null ? 'All cases' : 'All customers'
}
