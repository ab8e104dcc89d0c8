/** The API takes so many in one go. */
export const MOST_MARKED = 100

/** Marked, or no longer marked. */
export function toggled(marks: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(marks)
  if (!next.delete(id) && next.size < MOST_MARKED) next.add(id)
  return next
}

/** With these as well, as far as there is room. */
export function extended(marks: ReadonlySet<number>, ids: readonly number[]): ReadonlySet<number> {
  const next = new Set(marks)
  for (const id of ids) if (next.size < MOST_MARKED) next.add(id)
  return next
}

interface Priced {
  amount: string
  currency: string
  expected_loss: string | null
}

export interface Total {
  currency: string
  worth: number
  /** What is likely to be lost of it; null where no order says. */
  atRisk: number | null
}

/** What orders are worth, by currency, the largest first: currencies are never converted. */
export function totalsOf(orders: readonly Priced[]): Total[] {
  const totals = new Map<string, Total>()
  for (const { amount, currency, expected_loss } of orders) {
    const total = totals.get(currency) ?? { currency, worth: 0, atRisk: null }
    total.worth += Number(amount)
    if (expected_loss !== null) total.atRisk = (total.atRisk ?? 0) + Number(expected_loss)
    totals.set(currency, total)
  }
  return [...totals.values()].sort((a, b) => b.worth - a.worth)
}
