import { Link } from '@tanstack/react-router'
import type { TransactionRow } from '@/lib/api.gen'
import { transactions as t } from '@/messages/en'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { VirtualTable } from '@/ui/VirtualTable'
import { When } from '@/ui/When'
import type { ColumnKey } from './choice'
import { columnsOf } from './columns'
import './history'
import type { Orders } from './query'
import type { TransactionsSearch } from './search'
import { labelText, orderName, outcome } from './words'

interface TransactionTableProps {
  orders: Orders
  search: TransactionsSearch
  chosen: readonly ColumnKey[]
}

/** The orders of the list. The link of each row is what J, K and the arrows walk along. */
export default function TransactionTable({ orders, search, chosen }: TransactionTableProps) {
  const open = (row: TransactionRow, text: string) => (
    <Link
      to="/transactions/$id"
      params={{ id: String(row.id) }}
      state={{ list: search }}
      className="stretch block truncate rounded-sm"
    >
      {text}
    </Link>
  )
  return (
    <VirtualTable
      label={t.title}
      name="transactions"
      rows={orders.rows}
      hasMore={orders.hasMore}
      onNearEnd={orders.more}
      rowKey={(row) => row.id}
      columns={columnsOf({ search, chosen, open })}
      card={(row) => ({
        lead: (
          <span className="w-12 flex-none">
            <ScoreBadge score={row.score} level={row.level} />
          </span>
        ),
        title: open(row, row.customer ?? orderName(row)),
        end: <Money amount={row.amount} currency={row.currency} />,
        detail: (
          <>
            {row.label ? labelText(row.label) : outcome(row)} · <When at={row.occurred_at} />
            {row.top_reason && <> · {row.top_reason}</>}
          </>
        ),
      })}
    />
  )
}
