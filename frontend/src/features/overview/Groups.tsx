import { Link } from '@tanstack/react-router'
import { shareRange, sureShare } from '@/charts/range'
import type { Dashboard } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { count, money, percent } from '@/lib/format'
import { overview as t } from '@/messages/en'
import type { OverviewSearch, Shared } from './search'

const SHOWN = 6

type Counted = Omit<Dashboard['categories'][number], 'category'>

/** Orders that share something; nothing where the page cannot be narrowed to it. */
export interface Group extends Counted {
  name: string
  shared: Shared | null
}

const code = (value: number | string | null, word: string, none: string) =>
  codeText(value, word) ?? none

/** By category, as groups. */
export const categoriesOf = ({ categories }: Dashboard): Group[] =>
  categories.map((each) => ({
    ...each,
    name: code(each.category, t.category, t.uncategorised),
    shared: each.category === null ? null : { category: String(each.category) },
  }))

/** By type of payment. */
export const typesOf = ({ types }: Dashboard): Group[] =>
  types.map((each) => ({
    ...each,
    name: code(each.type, t.type, t.noType),
    shared: each.type === null ? null : { type: String(each.type) },
  }))

/** By how long the customer had been one. */
export const agesOf = ({ customer_ages }: Dashboard): Group[] =>
  customer_ages.map((each) => ({ ...each, name: t.ages[each.age], shared: { age: each.age } }))

interface GroupsProps {
  groups: readonly Group[]
  currency: string
  /** Whether any fraud is known; flags are shown until then. */
  known: boolean
  narrowed: (shared: Shared) => OverviewSearch
  /** Ages have an order of their own; others stand by their share. */
  sorted: boolean
}

/** Groups by their share of fraud, or of flags while no fraud is known; a click narrows the page. */
export function Groups({ groups, currency, known, narrowed, sorted }: GroupsProps) {
  const part = (group: Counted) => (known ? group.fraud : group.flagged)
  const found = groups
    .filter((group) => part(group) > 0)
    .map((group) => ({
      ...group,
      part: part(group),
      share: part(group) / group.transactions,
      range: shareRange(part(group), group.transactions),
      amount: known ? group.fraud_amount : group.flagged_amount,
    }))
  const sure = (row: { part: number; transactions: number }) =>
    sureShare(row.part, row.transactions)
  const rows = (sorted ? found : found.sort((a, b) => sure(b) - sure(a))).slice(0, SHOWN)
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
                {row.shared ? (
                  <Link
                    to="/"
                    search={narrowed(row.shared)}
                    resetScroll={false}
                    preload={false}
                    className="stretch rounded-sm"
                  >
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </span>
              <span className="relative text-ink-2 tabular-nums" title={said(row)}>
                {percent(row.share, 2)}
                <span className="sr-only">, {said(row)}</span>
              </span>
            </span>
            <span className="w-16 text-right text-ink-2 tabular-nums">
              {money(row.amount, currency, 'whole')}
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

interface Row {
  part: number
  transactions: number
  range: [number, number] | null
}

/** The orders behind a share, and its range where they are few. */
function said({ part, transactions, range }: Row): string {
  const orders = t.fewOrders(count(part), count(transactions))
  return range ? `${orders}, ${t.range(percent(range[0]), percent(range[1]))}` : orders
}
