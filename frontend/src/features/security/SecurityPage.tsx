import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { lazily } from '@/lib/online'
import { security as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { FilterBar } from '@/ui/FilterBar'
import { Page } from '@/ui/Page'
import { Paging } from '@/ui/Paging'
import { Select } from '@/ui/Select'
import { Skeleton } from '@/ui/Skeleton'
import { EventTable } from './EventTable'
import { SEVERITIES, type SecuritySearch } from './search'

const EventDrawer = lazily(() => import('./EventDrawer'))
const route = getRouteApi('/shell/settings/security')
const KINDS = Object.keys(t.kinds)

/** What looked like an attack on this merchant's account. */
export function SecurityPage() {
  const search = route.useSearch()
  const { kind, severity, cursor } = search
  const navigate = useNavigate()
  const { data, error, refetch, isPlaceholderData } = $api.useQuery(
    'get',
    '/api/security-events',
    { params: { query: { kind, severity, cursor } } },
    { placeholderData: keepPreviousData, refetchOnWindowFocus: false },
  )
  const change = (next: SecuritySearch) => void navigate({ to: '/settings/security', search: next })
  const retry = () => {
    const lost = error instanceof ApiError && error.field === 'cursor'
    if (lost) change({ kind, severity })
    else void refetch()
  }
  const filtered = kind !== undefined || severity !== undefined
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <FilterBar label={t.filters}>
        <Select
          label={t.severity}
          labelHidden
          value={severity ?? ''}
          onChange={({ target }) =>
            change({ kind, severity: SEVERITIES.find((one) => one === target.value) })
          }
          options={[
            { value: '', label: t.anySeverity },
            ...SEVERITIES.map((value) => ({ value, label: t.severities[value] })),
          ]}
        />
        <Select
          label={t.kind}
          labelHidden
          value={kind ?? ''}
          onChange={({ target }) => change({ severity, kind: target.value || undefined })}
          options={[
            { value: '', label: t.anyKind },
            ...KINDS.map((value) => ({ value, label: t.kinds[value] ?? value })),
          ]}
        />
      </FilterBar>
      <div className={isPlaceholderData ? 'dim' : undefined}>
        <Card flush>
          {!data && !error && <Skeleton className="m-4 h-64" />}
          {!data && error && <ErrorState title={t.failed} error={error} onRetry={retry} />}
          {data?.items.length === 0 && !filtered && (
            <EmptyState kind="all-done" title={t.none} text={t.noneText} />
          )}
          {data?.items.length === 0 && filtered && (
            <EmptyState
              kind="no-match"
              title={t.noMatch}
              text={t.noMatchText}
              action={
                <Button look="primary" onClick={() => change({})}>
                  {t.clear}
                </Button>
              }
            />
          )}
          {data && data.items.length > 0 && <EventTable events={data.items} search={search} />}
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
