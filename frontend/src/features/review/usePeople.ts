import { $api } from '@/lib/api'

const MINUTES_5 = 300_000

/** The members of the team, to be asked and mentioned. */
export function usePeople() {
  return $api.useQuery('get', '/api/team', {}, { staleTime: MINUTES_5 })
}
