import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { codeText } from '@/lib/codes'
import { duration, money } from '@/lib/format'
import { order as facts, transactions } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { PageTitle } from '@/ui/Page'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { orderName, outcome } from './words'

const t = transactions.one

interface HeadProps {
  id: string
  /** Until it is known the head keeps its place, and the focus that was put on it. */
  order: TransactionDetail | undefined
  missing: boolean
}

/** Amount, who and what, then its state, its age and its id. */
export function Head({ id, order, missing }: HeadProps) {
  const amount = order && money(order.amount, order.currency)
  const title = missing ? t.missingTitle : t.order(id)
  return (
    <header className="flex min-w-0 flex-col gap-0.5">
      <PageTitle tab={order && amount ? t.tab(amount, order.id) : title} />
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1
          tabIndex={-1}
          className={
            amount
              ? 'min-w-0 text-3xl font-semibold tracking-tight break-words tabular-nums'
              : 'sr-only'
          }
        >
          {amount ?? title}
        </h1>
        {order && <About order={order} />}
      </div>
      {order && (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          <State order={order} />
          <span aria-hidden="true">·</span>
          <When at={order.occurred_at} focusable />
          <span aria-hidden="true">·</span>
          <CopyId id={orderName(order)} />
          {order.selected && <Tag tone="accent">{t.picked[order.selected]}</Tag>}
          {order.is_test && <Tag>{t.test}</Tag>}
          {order.review && order.review.state !== 'resolved' && (
            <Link
              to="/review/$id"
              params={{ id: String(order.review.id) }}
              className="target rounded-sm font-medium text-accent underline-offset-4 hover:underline"
            >
              {facts.openReview}
            </Link>
          )}
        </p>
      )}
    </header>
  )
}

function About({ order }: { order: TransactionDetail }) {
  const { merchant_category: category, transaction_type: type } = order
  const kind = [codeText(category, transactions.category), codeText(type, t.type)?.toLowerCase()]
  const about = [order.customer, kind.filter(Boolean).join(', ')].filter(Boolean)
  return <p className="min-w-0 text-lg break-words text-ink-2">{about.join(' · ')}</p>
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
