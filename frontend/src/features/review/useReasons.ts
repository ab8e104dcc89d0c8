import { $api } from '@/lib/api'
import { sentenceCase } from '@/lib/format'
import { review as t } from '@/messages/en'
import type { Act, Choice } from './acts'

const MINUTES_5 = 300_000

/** The reasons for a choice, as codes, those used most first. */
export function useReasons(choice: Choice): readonly string[] {
  const answer = $api.useQuery('get', '/api/reviews/reasons', {}, { staleTime: MINUTES_5 })
  return answer.data?.[choice].map(({ code }) => code) ?? []
}

/** A reason in words; one that a newer service has brought is spelt as it is. */
export const reasonText = (code: string): string =>
  t.reasons[code] ?? sentenceCase(code.replace(/_/g, ' '))

/** The reasons that the keys 1 to 3 name now, for the act they belong to. */
export function useOfferedReasons(act: Act | undefined): readonly string[] {
  const deed = act?.deed
  const codes = useReasons(deed?.kind === 'resolve' ? deed.choice : 'decline')
  const takes = deed?.kind === 'resolve' && act?.reviews.length === 1
  return takes && (act.state === 'sending' || act.state === 'done') ? codes.slice(0, 3) : []
}
