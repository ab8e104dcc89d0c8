import { getRouteApi, Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { lazy, Suspense, useRef } from 'react'
import { count, money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import { useRowKeys } from '@/lib/rowKeys'
import { useKeyText } from '@/lib/shortcuts'
import { transactions as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Kbd } from '@/ui/Kbd'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { ColumnChoice } from './ColumnChoice'
import { useColumnChoice } from './choice'
import { Filters } from './Filters'
import { isFiltered, type Orders, useOrders } from './query'

const route = getRouteApi('/shell/transactions')
// On its way while the orders are asked for, and not what the page waits for to be there.
const table = import('./TransactionTable')
const TransactionTable = lazy(() => table)

/** Every order, narrowed and sorted by the address. */
export function TransactionsPage() {
  const search = route.useSearch()
  const orders = useOrders(search)
  const [chosen, choose] = useColumnChoice()
  const list = useRef<HTMLDivElement>(null)
  const phone = useMedia(PHONE)
  useRowKeys(list)
  const isThere = !orders.isPending && !orders.error

  return (
    <Page
      title={t.title}
      fill
      lead={
        <span role="status">
          {isThere ? <Summary orders={orders} /> : !orders.error && t.loading}
        </span>
      }
      actions={!phone && <ColumnChoice chosen={chosen} onChoose={choose} />}
    >
      <Filters search={search} />
      {orders.arrived > 0 && !orders.isOld && (
        <div className="flex justify-center">
          <Button size="s" onClick={orders.reload}>
            {t.arrived(count(orders.arrived))}
          </Button>
        </div>
      )}
      <div
        ref={list}
        className={clsx(
          'flex flex-col rounded-lg border border-line bg-surface shadow-1 md:min-h-72',
          // Only what scrolls by itself is cut off where the window ends.
          orders.rows.length > 0 && 'min-h-0',
          orders.isOld && 'dim',
        )}
      >
        {orders.isPending && <Loading />}
        {Boolean(orders.error) && !orders.rows.length && (
          <ErrorState title={t.failed} error={orders.error} onRetry={orders.retry} />
        )}
        {isThere && !orders.rows.length && <Nothing filtered={isFiltered(search)} />}
        {orders.rows.length > 0 && (
          <Suspense fallback={<Loading />}>
            <TransactionTable orders={orders} search={search} chosen={chosen} />
          </Suspense>
        )}
        {orders.moreFailed && (
          <div className="border-t border-line">
            <ErrorState title={t.moreFailed} error={orders.error} onRetry={orders.retry} />
          </div>
        )}
      </div>
      {!phone && orders.rows.length > 0 && <Keys />}
    </Page>
  )
}

/** The keys of the list. */
function Keys() {
  const [next, previous] = [useKeyText('next'), useKeyText('previous')]
  if (!next || !previous) return null
  return (
    <p className="hidden items-center gap-1.5 text-xs text-ink-3 pointer-fine:flex">
      <Kbd>{next}</Kbd> <Kbd>{previous}</Kbd> {t.keys}
    </p>
  )
}

/** What came first, in a sentence. Other currencies are not added up. */
function Summary({ orders: { first, hasMore, rows } }: { orders: Orders }) {
  const { currency } = useMe().merchant
  const isAll = !hasMore && rows.length === first.length
  const open = first.filter((row) => row.decision === 'review' && !row.label)
  const worth = open
    .filter((row) => row.currency === currency)
    .reduce((sum, row) => sum + Number(row.amount), 0)
  if (!first.length) return <>{t.noMatchTitle}.</>
  const shown = count(first.length)
  return (
    <>
      {isAll ? t.all(first.length, shown) : t.firstOf(shown)},{' '}
      {open.length ? t.waiting(count(open.length), money(worth, currency)) : t.noneWaiting}.
      {!isAll && ` ${t.scrollsOn}`}
    </>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title={t.noMatchTitle}
        text={t.noMatchText}
        action={
          <Link to="/transactions" className={buttonClass('primary')}>
            {t.clear}
          </Link>
        }
      />
    )
  }
  return (
    <EmptyState
      kind="first-use"
      title={t.emptyTitle}
      text={t.emptyText}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to="/score" className={buttonClass('primary')}>
            {t.scoreOne}
          </Link>
          <Link to="/uploads" className={buttonClass()}>
            {t.uploadSome}
          </Link>
        </div>
      }
    />
  )
}

const ROWS = Array.from({ length: 12 }, (_, row) => row)

function Loading() {
  return (
    <div className="flex flex-col gap-3 p-4">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-6" />
      ))}
    </div>
  )
}
