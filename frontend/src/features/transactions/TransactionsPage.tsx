import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { count, money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import { ahead } from '@/lib/online'
import { useRowKeys } from '@/lib/rowKeys'
import { useKeyText } from '@/lib/shortcuts'
import { transactions as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Kbd } from '@/ui/Kbd'
import { ListPanel } from '@/ui/ListPanel'
import { Page } from '@/ui/Page'
import { ColumnChoice } from './ColumnChoice'
import { useColumnChoice } from './choice'
import { Filters } from './Filters'
import { isFiltered, type Orders, useOrders } from './query'

const route = getRouteApi('/shell/transactions')
// On its way while the orders are asked for, and not what the page waits for to be there.
const TransactionTable = ahead(() => import('./TransactionTable'))

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
      <ListPanel
        rows={list}
        count={orders.rows.length}
        isPending={orders.isPending}
        isOld={orders.isOld}
        error={orders.error}
        onRetry={orders.retry}
        moreFailed={orders.moreFailed}
        onRetryMore={orders.retry}
        texts={t}
        empty={<Nothing filtered={isFiltered(search)} />}
      >
        <TransactionTable orders={orders} search={search} chosen={chosen} />
      </ListPanel>
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
