import { $api } from '@/lib/api'
import { review as t } from '@/messages/en'
import type { Choice } from './acts'

const MINUTES_5 = 300_000

/** The reasons for a choice, as codes, those used most first. */
export function useReasons(choice: Choice): readonly string[] {
  const answer = $api.useQuery('get', '/api/reviews/reasons', {}, { staleTime: MINUTES_5 })
  return answer.data?.[choice].map(({ code }) => code) ?? []
}

/** A reason in words; one that a newer service has brought is spelt as it is. */
export const reasonText = (code: string): string =>
  t.reasons[code] ?? code.charAt(0).toUpperCase() + code.slice(1).replace(/_/g, ' ')
