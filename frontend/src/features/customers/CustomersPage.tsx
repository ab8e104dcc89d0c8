import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { CustomerRow } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { ahead } from '@/lib/online'
import { useRowKeys } from '@/lib/rowKeys'
import { customers as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { FilterBar } from '@/ui/FilterBar'
import { ListPanel } from '@/ui/ListPanel'
import { Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { Segmented } from '@/ui/Segmented'
import { useCustomers } from './query'
import { type CustomersSearch, SORTS } from './search'

const route = getRouteApi('/shell/customers')
// On its way while the customers are asked for, and not what the page waits for to be there.
const CustomerTable = ahead(() => import('./CustomerTable'))
const HIGH = 70

/** The merchant's customers, the riskiest first unless sorted otherwise. */
export function CustomersPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const answer = useCustomers(search)
  const list = useRef<HTMLDivElement>(null)
  useRowKeys(list)
  const { sort = 'risk', text } = search
  const pages = answer.data?.pages ?? []
  const rows = pages.flatMap((page) => page.items)
  const change = (next: CustomersSearch, replace = false) =>
    void navigate({ to: '/customers', search: { ...search, ...next }, replace })
  const more = () => {
    if (answer.hasNextPage && !answer.isFetching && !answer.isFetchNextPageError)
      void answer.fetchNextPage()
  }
  return (
    <Page
      title={t.title}
      fill
      lead={
        <span role="status">
          {answer.data ? lead(pages[0]?.items ?? [], search) : !answer.error && t.loading}
        </span>
      }
    >
      <FilterBar label={t.filters}>
        <div className="min-w-40 flex-1 md:max-w-80">
          <SearchField
            label={t.search}
            placeholder={t.searchShort}
            text={text}
            onText={(next) => change({ text: next }, text !== undefined)}
          />
        </div>
        <Segmented
          label={t.sort}
          value={sort}
          options={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
          onChange={(next) => change({ sort: next })}
        />
      </FilterBar>
      <ListPanel
        rows={list}
        count={rows.length}
        isPending={answer.isPending}
        isOld={answer.isPlaceholderData}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        moreFailed={answer.isFetchNextPageError}
        onRetryMore={() => void answer.fetchNextPage()}
        texts={t}
        empty={<Nothing searched={text !== undefined} />}
      >
        <CustomerTable rows={rows} hasMore={answer.hasNextPage} onNearEnd={more} />
      </ListPanel>
    </Page>
  )
}

/** What the list says, in a sentence. */
function lead(first: readonly CustomerRow[], { sort = 'risk', text }: CustomersSearch): string {
  if (!first.length || text !== undefined) return ''
  if (sort === 'recent') return t.recentLead
  if (sort === 'spent') return t.spentLead
  const risky = first.filter((row) => row.risk >= HIGH).length
  const of = count(first.length)
  return risky ? t.risky(risky, count(risky), of) : t.calm(of)
}

function Nothing({ searched }: { searched: boolean }) {
  if (searched) {
    return (
      <EmptyState
        kind="no-match"
        title={t.noMatchTitle}
        text={t.noMatchText}
        action={
          <Link to="/customers" className={buttonClass('primary')}>
            {t.showAll}
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
        <Link to="/docs/$page" params={{ page: 'first-score' }} className={buttonClass('primary')}>
          {t.howToSend}
        </Link>
      }
    />
  )
}
