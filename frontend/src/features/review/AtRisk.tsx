import { count, money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { review as t } from '@/messages/en'
import type { Review } from './useReview'

/**
 * The sentence of the page: how many orders wait and how much money stands in them. Sums are of the
 * merchant's currency; others are counted, never converted.
 */
export function AtRisk({ queue: { rows, open, hasMore } }: Pick<Review, 'queue'>) {
  const { currency } = useMe().merchant
  const ours = rows.filter((row) => row.currency === currency)
  const sum = ours.reduce((total, row) => total + Number(row.amount), 0)
  const amount = money(sum, currency, 'whole')
  const parts = [
    t.waiting(open === 1 ? t.one : t.orders(count(open))),
    hasMore ? t.atRiskOfFirst(amount, count(rows.length)) : open > 0 && t.atRisk(amount),
    ours.length < rows.length && t.otherCurrencies(count(rows.length - ours.length)),
  ]
  return parts.filter(Boolean).join(', ')
}
