import { Link } from '@tanstack/react-router'
import { shareRange, sureShare } from '@/charts/range'
import type { Category, Dashboard } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { count, money, percent } from '@/lib/format'
import { overview as t } from '@/messages/en'

const SHOWN = 6

/** Categories by their share of fraud, or of flags while no fraud is known; a click filters. */
export function Categories({ dashboard, known }: { dashboard: Dashboard; known: boolean }) {
  const part = (each: Category) => (known ? each.fraud : each.flagged)
  const rows = dashboard.categories
    .filter((each) => part(each) > 0)
    .map((each) => ({
      each,
      name: codeText(each.category, t.category) ?? t.uncategorised,
      part: part(each),
      share: part(each) / each.transactions,
      range: shareRange(part(each), each.transactions),
      amount: known ? each.fraud_amount : each.flagged_amount,
    }))
    .sort((a, b) => sureShare(b.part, b.each.transactions) - sureShare(a.part, a.each.transactions))
    .slice(0, SHOWN)
  if (!rows.length) return <p className="text-sm text-ink-3">{t.noneFlagged}</p>

  const widest = Math.max(...rows.map((row) => row.range?.[1] ?? row.share))
  const wide = (share: number) => `${(share / widest) * 100}%`
  return (
    <>
      <div className="mb-2 flex justify-between gap-3 text-xs text-ink-3">
        <p>{known ? t.fraudShare : t.flaggedShare}</p>
        <p>{known ? t.fraudMoney : t.flaggedMoney}</p>
      </div>
      <ul className="flex flex-col gap-2.5">
        {rows.map((row) => (
          <li key={row.name} className="relative flex items-center gap-3 text-sm">
            <span className="relative flex h-8.5 min-w-0 flex-1 items-center gap-3 overflow-hidden rounded-sm bg-sunken px-2.5">
              <span
                className="absolute inset-y-0 left-0 bg-series-soft"
                style={{ width: wide(row.share) }}
              />
              {row.range && (
                <span
                  className="absolute inset-y-0 bg-series-2/20"
                  style={{ left: wide(row.range[0]), width: wide(row.range[1] - row.range[0]) }}
                />
              )}
              <span className="relative min-w-0 flex-1 truncate font-medium">
                <CategoryLink category={row.each.category} name={row.name} />
              </span>
              <span className="relative text-ink-2 tabular-nums" title={said(row)}>
                {percent(row.share, 2)}
                <span className="sr-only">, {said(row)}</span>
              </span>
            </span>
            <span className="w-16 text-right text-ink-2 tabular-nums">
              {money(row.amount, dashboard.currency, 'whole')}
            </span>
          </li>
        ))}
      </ul>
      {rows.some((row) => row.range) && (
        <p className="mt-2.5 text-xs text-ink-3">{t.uncertainBand}</p>
      )}
    </>
  )
}

/** The orders behind a share, and its range where they are few. */
function said(row: { part: number; each: Category; range: [number, number] | null }): string {
  const orders = t.fewOrders(count(row.part), count(row.each.transactions))
  return row.range ? `${orders}, ${t.range(percent(row.range[0]), percent(row.range[1]))}` : orders
}

function CategoryLink({ category, name }: { category: Category['category']; name: string }) {
  // Orders without a category cannot be asked for.
  if (category === null) return name
  return (
    <Link to="/transactions" search={{ category: String(category) }} className="stretch">
      {name}
    </Link>
  )
}
