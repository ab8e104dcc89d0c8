import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { duration } from '@/lib/format'
import { transactions } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { OtherOrders } from './OtherOrders'

const t = transactions.one

/** Who ordered, as far as it was sent, and the way to everything else they ordered. */
export function Customer({ order }: { order: TransactionDetail }) {
  const { customer, customer_created_at: opened } = order
  if (!customer && !opened) return null
  const age = opened ? (Date.parse(order.occurred_at) - Date.parse(opened)) / 1000 : null
  return (
    <Card title={t.customer}>
      {customer && (
        <div className="flex items-center gap-3">
          <Avatar name={customer} />
          <p className="min-w-0 text-md font-semibold break-words">{customer}</p>
        </div>
      )}
      {age !== null && (
        <p className="mt-2 text-sm text-ink-2">
          {age < 0 ? t.openedAfter : t.openedBefore(duration(age))}
        </p>
      )}
      {customer && <OtherOrders customer={customer} but={order.id} />}
      {customer && (
        <Link
          to="/transactions"
          search={{ customer }}
          className="mt-2 inline-flex min-h-6 items-center rounded-sm text-sm font-medium text-accent hover:underline pointer-coarse:min-h-11"
        >
          {t.allOfCustomer}
        </Link>
      )}
    </Card>
  )
}
