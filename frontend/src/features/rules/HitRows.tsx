import { clsx } from 'clsx'
import type { PreviewRow, RuleQuality } from '@/lib/api.gen'
import { count, score } from '@/lib/format'
import { common, preview, rule as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Money } from '@/ui/Money'
import { OrderLink } from '@/ui/OrderLink'
import { type Column, Table } from '@/ui/Table'
import { useShowAll } from '@/ui/useShowAll'
import { When } from '@/ui/When'

const FIRST = 8

const COLUMNS: readonly Column<PreviewRow>[] = [
  { key: 'order', head: t.order, cell: (row) => <OrderLink of={row} /> },
  {
    key: 'customer',
    head: t.customer,
    cell: ({ customer }) => (
      <span title={customer ?? undefined} className="block max-w-40 truncate">
        {customer ?? '–'}
      </span>
    ),
  },
  { key: 'amount', head: t.amount, align: 'end', cell: (row) => <Worth row={row} /> },
  { key: 'when', head: t.when, cell: (row) => <When at={row.occurred_at} as="short" /> },
  { key: 'score', head: t.score, align: 'end', cell: (row) => score(row.score_now) },
  {
    key: 'decision',
    head: t.decision,
    cell: (row) => <span className="whitespace-nowrap">{common.decided[row.now]}</span>,
  },
  { key: 'outcome', head: t.outcome, cell: outcome },
]

/** Orders to open, a few at first: those of which it is known what became of them. */
export function HitRows({ quality, isOld }: { quality: RuleQuality; isOld: boolean }) {
  const { rows, hits } = quality
  const { shown, more } = useShowAll(rows, FIRST)
  const title = quality.source === 'stored' ? t.rows : t.rowsComputed
  return (
    <Card title={title} note={t.rowsNote(count(rows.length), count(hits))} flush>
      <div className={clsx(isOld && 'dim')}>
        <Table
          label={t.rowsList}
          rows={shown}
          rowKey={(row) => row.transaction_id}
          columns={COLUMNS}
          card={(row) => ({
            title: <OrderLink of={row} />,
            end: <Worth row={row} />,
            detail: `${common.decided[row.now]} · ${outcome(row)}`,
          })}
        />
      </div>
      {more && <div className="px-4 py-3">{more}</div>}
    </Card>
  )
}

const Worth = ({ row }: { row: PreviewRow }) => (
  <Money amount={row.amount} currency={row.currency} />
)

function outcome({ label }: PreviewRow): string {
  return label === null ? t.unknown : preview.outcomes[label]
}
