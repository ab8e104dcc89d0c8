import type { Comparison } from '@/lib/api.gen'
import { count, money, percent } from '@/lib/format'
import { model as t } from '@/messages/en'

const DAY_MS = 86_400_000

/** What the money says about the challenger, as far as it can be told. */
export function verdict({ difference, labelled, currency }: Comparison): string {
  if (!difference || labelled === 0) return t.verdicts.unlabelled
  const sum = (text: string, sign = 1) => money(sign * Number(text), currency, 'whole')
  const { money: mean, low, high } = difference
  if (Number(low) === 0 && Number(high) === 0) return t.verdicts.same
  if (Number(low) > 0) return t.verdicts.cheaper(sum(mean), sum(low), sum(high))
  if (Number(high) < 0) return t.verdicts.dearer(sum(mean, -1), sum(high, -1), sum(low, -1))
  return t.verdicts.open(sum(high), sum(low, -1))
}

/** "They decide the same on 98% of orders."; nothing where there is no order yet. */
export const agreement = ({ agree }: Comparison) =>
  agree === null ? '' : t.agree(percent(agree, 1))

/** How many reviews a day either would ask for; null where less than a day was compared. */
export function load({ starts_at, ends_at, champion, challenger }: Comparison) {
  if (!starts_at || !ends_at) return null
  const days = (Date.parse(ends_at) - Date.parse(starts_at)) / DAY_MS
  if (days < 1) return null
  const perDay = (reviews: number) => count(Math.round(reviews / days))
  return { now: perDay(champion.reviews), after: perDay(challenger.reviews) }
}
