import type { PreviewRow } from '@/lib/api.gen'
import { count, score } from '@/lib/format'
import { common, preview as t } from '@/messages/en'
import { Money } from '../Money'
import { OrderLink } from '../OrderLink'
import { type Column, Table } from '../Table'
import { Tag } from '../Tag'
import { useShowAll } from '../useShowAll'
import { When } from '../When'

const FIRST = 8
const TONES = { approve: 'low', review: 'elevated', block: 'critical' } as const

const columns: Column<PreviewRow>[] = [
  { key: 'order', head: t.order, cell: (row) => <OrderLink of={row} /> },
  {
    key: 'amount',
    head: t.amount,
    align: 'end',
    cell: (row) => <Money amount={row.amount} currency={row.currency} />,
  },
  { key: 'when', head: t.when, cell: (row) => <When at={row.occurred_at} as="short" /> },
  { key: 'score', head: t.scoreIs, align: 'end', cell: (row) => scores(row) },
  { key: 'now', head: t.now, cell: (row) => common.decided[row.now] },
  {
    key: 'new',
    head: t.becomes,
    cell: (row) =>
      row.new === row.now ? (
        common.decided[row.new]
      ) : (
        <Tag tone={TONES[row.new]}>{common.decided[row.new]}</Tag>
      ),
  },
  { key: 'outcome', head: t.outcome, cell: (row) => outcome(row) },
]

interface PreviewRowsProps {
  label: string
  rows: readonly PreviewRow[]
  /** How many there are in all; the rows are a sample of at most 50. */
  total: number
}

/** Orders to open, a few at first. */
export function PreviewRows({ label, rows, total }: PreviewRowsProps) {
  const { shown, more } = useShowAll(rows, FIRST)
  if (rows.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <Table
        label={label}
        rows={shown}
        rowKey={(row) => row.transaction_id}
        columns={columns}
        card={(row) => ({
          title: <OrderLink of={row} />,
          end: <Money amount={row.amount} currency={row.currency} />,
          detail: `${decisions(row)} · ${outcome(row)}`,
        })}
      />
      <div className="flex flex-wrap items-center gap-3 px-4 text-xs text-ink-3">
        {more}
        {total > rows.length && t.sampleOf(count(rows.length), count(total))}
      </div>
    </div>
  )
}

function scores({ score_now, score_new }: PreviewRow): string {
  const [now, next] = [score(score_now), score(score_new)]
  return now === next ? now : t.fromTo(now, next)
}

/** Now and then in one line; what stays as it was is said once. */
function decisions({ now, new: next }: PreviewRow): string {
  const before = common.decided[now]
  return now === next ? before : t.fromTo(before, common.decided[next].toLowerCase())
}

const outcome = ({ label }: PreviewRow) => (label === null ? t.unknown : t.outcomes[label])
