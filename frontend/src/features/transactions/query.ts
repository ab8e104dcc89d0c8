import { keepPreviousData } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { useMe } from '@/lib/me'
import { startOfDay } from '@/lib/zone'
import type { TransactionsSearch } from './search'

/** The question to the API behind an address; days are those of `timeZone`. */
function questionOf(search: TransactionsSearch, timeZone: string) {
  const { from, until, min, max, ...same } = search
  return {
    ...same,
    occurred_from: from && startOfDay(from, timeZone),
    occurred_until: until && startOfDay(until, timeZone, 1),
    amount_min: min,
    amount_max: max,
  }
}

/** One page of orders. While another is on the way the last one stays, marked as a placeholder. */
export function useTransactions(search: TransactionsSearch) {
  const query = questionOf(search, useMe().merchant.time_zone)
  const options = {
    placeholderData: keepPreviousData,
    // Rows must not jump under the cursor of a person who comes back to this window.
    refetchOnWindowFocus: false,
  }
  return $api.useQuery('get', '/api/transactions', { params: { query } }, options)
}

/** Whether anything narrows the list. */
export function isFiltered({ sort: _, cursor: __, ...filters }: TransactionsSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}
