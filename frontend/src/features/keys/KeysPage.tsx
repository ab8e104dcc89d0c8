import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import { useNow } from '@/lib/clock'
import { count } from '@/lib/format'
import { lazily } from '@/lib/online'
import { keys as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { KeyTable } from './KeyTable'
import { works } from './state'

const KeyDrawer = lazily(() => import('./KeyDrawer'))
const route = getRouteApi('/shell/settings/keys')

const newKey = (
  <Link to="/settings/keys" search={{ key: 'new' }} className={buttonClass('primary')}>
    {t.newKey}
  </Link>
)

/** What clients call with: those in force, and under them those that work no more. */
export function KeysPage() {
  const { key: open } = route.useSearch()
  const navigate = useNavigate()
  const now = useNow()
  const { data, error, refetch } = $api.useQuery('get', '/api/keys')
  const inForce = data?.items.filter((key) => works(key, now)) ?? []
  const over = data?.items.filter((key) => !works(key, now)) ?? []

  return (
    <Page title={t.title} lead={t.lead} width="text" actions={newKey}>
      {!data && !error && <Skeleton className="h-48" />}
      {!data && error && (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <Card flush>
          {inForce.length ? (
            <KeyTable label={t.list} keys={inForce} />
          ) : (
            <EmptyState kind="first-use" title={t.emptyTitle} text={t.emptyText} action={newKey} />
          )}
        </Card>
      )}
      {over.length > 0 && (
        <details className="pb-4">
          <summary className="px-1 py-2 text-sm text-ink-2 pointer-coarse:py-3">
            {t.ended(count(over.length), over.length)}
          </summary>
          <Card flush>
            <KeyTable label={t.endedList} keys={over} />
          </Card>
        </details>
      )}
      {open !== undefined && data && (
        <Suspense>
          <KeyDrawer
            open={open}
            keys={data.items}
            onClose={() => void navigate({ to: '/settings/keys', search: {} })}
          />
        </Suspense>
      )}
    </Page>
  )
}
