import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { TransactionRow } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count, money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import { transactions as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Kbd } from '@/ui/Kbd'
import { Page } from '@/ui/Page'
import { Paging } from '@/ui/Paging'
import { Skeleton } from '@/ui/Skeleton'
import { Filters } from './Filters'
import { isFiltered, useTransactions } from './query'
import { TransactionTable } from './TransactionTable'
import { useRowKeys } from './useRowKeys'

const route = getRouteApi('/shell/transactions')

/** Every order, narrowed and sorted by the address. */
export function TransactionsPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const answer = useTransactions(search)
  const list = useRef<HTMLDivElement>(null)
  const phone = useMedia(PHONE)
  useRowKeys(list)
  const { data, error } = answer

  const retry = () => {
    const lost = error instanceof ApiError && error.field === 'cursor'
    if (lost) navigate({ to: '/transactions', search: { ...search, cursor: undefined } })
    else answer.refetch()
  }

  return (
    <Page
      title={t.title}
      lead={<span role="status">{data ? <Summary rows={data.items} /> : !error && t.loading}</span>}
    >
      <Filters search={search} />
      <div ref={list} className={answer.isPlaceholderData ? 'dim' : undefined}>
        <Card flush>
          {answer.isPending && <Loading />}
          {error && !data && <ErrorState title={t.failed} error={error} onRetry={retry} />}
          {data && !data.items.length && <Nothing filtered={isFiltered(search)} />}
          {data && data.items.length > 0 && <TransactionTable rows={data.items} search={search} />}
        </Card>
      </div>
      {data && (
        <div className="flex flex-wrap items-center justify-between gap-3 pb-4">
          <p className="flex items-center gap-1.5 text-xs text-ink-3">
            {!phone && data.items.length > 0 && (
              <>
                <Kbd>J</Kbd> <Kbd>K</Kbd>{' '}
                <span className="hidden pointer-fine:inline">{t.keys}</span>
              </>
            )}
          </p>
          <Paging next={data.next_cursor} />
        </div>
      )}
    </Page>
  )
}

/** The page in a sentence. Other currencies are not added up. */
function Summary({ rows }: { rows: readonly TransactionRow[] }) {
  const { currency } = useMe().merchant
  const open = rows.filter((row) => row.decision === 'review' && !row.label)
  const worth = open
    .filter((row) => row.currency === currency)
    .reduce((sum, row) => sum + Number(row.amount), 0)
  if (!rows.length) return <>{t.noMatchTitle}.</>
  return (
    <>
      {t.onPage(rows.length, count(rows.length))},{' '}
      {open.length ? t.waiting(count(open.length), money(worth, currency)) : t.noneWaiting}.
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
