import { useState } from 'react'
import type { Difference, Judged } from '@/lib/api.gen'
import { score } from '@/lib/format'
import { common, model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { OrderLink } from '@/ui/OrderLink'
import { Switch } from '@/ui/Switch'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'

const columns: Column<Difference>[] = [
  { key: 'order', head: t.order, cell: (row) => <OrderLink of={row} /> },
  {
    key: 'amount',
    head: t.amount,
    align: 'end',
    cell: (row) => <Money amount={row.amount} currency={row.currency} />,
  },
  { key: 'champion', head: t.inCharge, cell: (row) => said(row.champion) },
  { key: 'challenger', head: t.challenger, cell: (row) => said(row.challenger) },
  { key: 'label', head: t.label, cell: (row) => row.label && common.labels[row.label] },
  { key: 'right', head: t.right, cell: (row) => <Right of={row} /> },
]

/** The orders on which two models decide differently, and who was right where that is known. */
export function Differ({ rows }: { rows: readonly Difference[] }) {
  const [known, setKnown] = useState(false)
  if (rows.length === 0) {
    return (
      <Card title={t.differ} flush>
        <EmptyState kind="all-done" title={t.differNone} text={t.differNoneText} />
      </Card>
    )
  }
  const shown = known ? rows.filter((row) => row.label) : rows
  return (
    <Card title={t.differ} note={t.differNote} flush>
      <div className="px-4 pb-2">
        <Switch label={t.onlyKnown} checked={known} onChange={setKnown} />
      </div>
      <Table
        label={t.differList}
        rows={shown}
        rowKey={(row) => row.transaction_id}
        columns={columns}
        card={(row) => ({
          title: <OrderLink of={row} />,
          end: <Money amount={row.amount} currency={row.currency} />,
          detail: `${said(row.champion)} · ${said(row.challenger)} · ${t.rights[row.who_was_right]}`,
        })}
      />
    </Card>
  )
}

const said = (by: Judged) => t.said(common.decided[by.decision], score(by.score))

function Right({ of: { who_was_right: who } }: { of: Difference }) {
  if (who === 'unknown') return <span className="text-ink-3">{t.rights.unknown}</span>
  return <Tag tone={who === 'challenger' ? 'accent' : 'neutral'}>{t.rights[who]}</Tag>
}
