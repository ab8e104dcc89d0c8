import type { Dashboard } from '@/lib/api.gen'
import { count, money } from '@/lib/format'
import { overview as t } from '@/messages/en'

/** What was paid in other currencies: listed apart, because nothing is converted. */
export function OtherCurrencies({ others }: { others: Dashboard['other_currencies'] }) {
  if (!others.length) return null
  return (
    <section className="flex flex-wrap gap-x-6 gap-y-1 px-4 text-sm text-ink-2">
      <h2>{t.otherCurrencies}</h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums">
        {others.map(({ currency, amount, transactions }) => (
          <li key={currency}>
            <span className="font-semibold text-ink">{money(amount, currency)}</span>
            {`, ${t.orders(transactions, count(transactions))}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
