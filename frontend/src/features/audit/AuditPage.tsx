import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { audit as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Paging } from '@/ui/Paging'
import { Skeleton } from '@/ui/Skeleton'
import { AuditTable } from './AuditTable'
import { Exports } from './Exports'
import { Filters } from './Filters'
import { filtersOf, isFiltered } from './query'
import type { AuditSearch } from './search'

const EventDrawer = lazily(() => import('./EventDrawer'))
const route = getRouteApi('/shell/settings/audit')

/** Who did what to which thing, newest first. */
export function AuditPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { time_zone } = useMe().merchant
  const query = { ...filtersOf(search, time_zone), cursor: search.cursor }
  const { data, error, refetch, isPlaceholderData } = $api.useQuery(
    'get',
    '/api/audit',
    { params: { query } },
    { placeholderData: keepPreviousData, refetchOnWindowFocus: false },
  )
  const change = (next: AuditSearch) => void navigate({ to: '/settings/audit', search: next })
  const retry = () => {
    const lost = error instanceof ApiError && error.field === 'cursor'
    if (lost) change({ ...search, cursor: undefined })
    else void refetch()
  }
  return (
    <Page title={t.title} lead={t.lead} width="text" actions={<Exports search={search} />}>
      <Filters
        // Starts from the address again whenever that changes.
        key={JSON.stringify(query)}
        search={search}
        onChange={change}
      />
      <div className={isPlaceholderData ? 'dim' : undefined}>
        <Card flush>
          {!data && !error && <Skeleton className="m-4 h-64" />}
          {!data && error && <ErrorState title={t.failed} error={error} onRetry={retry} />}
          {data && !data.items.length && <Nothing filtered={isFiltered(search)} />}
          {data && data.items.length > 0 && <AuditTable events={data.items} search={search} />}
        </Card>
      </div>
      {data && <Paging next={data.next_cursor} />}
      {search.event !== undefined && data && (
        <Suspense>
          <EventDrawer
            event={data.items.find(({ id }) => id === search.event) ?? null}
            onClose={() => change({ ...search, event: undefined })}
          />
        </Suspense>
      )}
    </Page>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (!filtered) return <EmptyState kind="first-use" title={t.none} text={t.noneText} />
  return (
    <EmptyState
      kind="no-match"
      title={t.noMatch}
      text={t.noMatchText}
      action={
        <Link to="/settings/audit" className={buttonClass('primary')}>
          {t.clear}
        </Link>
      }
    />
  )
}
