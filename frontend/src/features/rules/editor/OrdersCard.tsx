import { clsx } from 'clsx'
import { useState } from 'react'
import type { Preview } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { preview as p, ruleEditor as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import { PreviewRows } from '@/ui/preview/PreviewRows'
import { Segmented } from '@/ui/Segmented'

/** The orders that the rule holds for, and those that would be decided otherwise by it. */
export function OrdersCard({ preview, dim }: { preview: Preview; dim: boolean }) {
  const [which, setWhich] = useState<'caught' | 'changed'>('caught')
  const { rule, rows } = preview
  if (!rule?.payments) return null
  const options = [
    { value: 'caught', label: t.caught(count(rule.payments)) },
    { value: 'changed', label: t.changed(count(rows.changed)) },
  ] as const
  return (
    <Card title={t.orders} flush>
      <div className="px-4 pb-3">
        <Segmented label={t.shown} value={which} options={options} onChange={setWhich} />
      </div>
      <div className={clsx('pb-4', dim && 'dim')}>
        {which === 'caught' ? (
          <PreviewRows label={p.caught} rows={rule.sample} total={rule.payments} />
        ) : (
          <ChangedRows preview={preview} />
        )}
      </div>
    </Card>
  )
}
