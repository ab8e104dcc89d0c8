import type { TransactionDetail } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { duration, money } from '@/lib/format'
import { transactions } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { PageTitle } from '@/ui/Page'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { orderName, outcome } from './words'

const t = transactions.one

/** Amount, who and what, then its state, its age and its id. */
export function Head({ order }: { order: TransactionDetail }) {
  const amount = money(order.amount, order.currency)
  const kind = [order.merchant_category, order.transaction_type].filter((one) => one !== null)
  const about = [order.customer, kind.join(', ')].filter(Boolean)
  return (
    <header className="flex min-w-0 flex-col gap-0.5">
      <PageTitle tab={t.tab(amount, order.id)} />
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 tabIndex={-1} className="text-3xl font-semibold tracking-tight tabular-nums">
          {amount}
        </h1>
        <p className="min-w-0 text-lg break-words text-ink-2">{about.join(' · ')}</p>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
        <State order={order} />
        <span aria-hidden="true">·</span>
        <When at={order.occurred_at} focusable />
        <span aria-hidden="true">·</span>
        <CopyId id={orderName(order)} />
        {order.is_test && <Tag>{t.test}</Tag>}
      </p>
    </header>
  )
}

function State({ order }: { order: TransactionDetail }) {
  const now = useNow()
  const { decision, label, authorisation_expires_at: ends } = order
  if (label) return <span className="font-medium text-ink">{t.judged[label.label]}</span>
  if (decision !== 'review' || !ends) {
    return <span className="font-medium text-ink">{outcome(order)}</span>
  }
  const left = (Date.parse(ends) - now) / 1000
  return (
    <span className="font-medium text-high-text">
      {left > 0 ? t.held(duration(left)) : t.ended}
    </span>
  )
}
