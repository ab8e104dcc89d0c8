import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import { useMayManage, useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { policiesOptions } from '@/lib/policies'
import { policies as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Paging } from '@/ui/Paging'
import { Skeleton } from '@/ui/Skeleton'
import { PolicyTable } from './PolicyTable'
import { headline } from './sentence'

const DraftDrawer = lazily(() => import('./DraftDrawer'))
const route = getRouteApi('/shell/rules-frame/rules/policies')
const ON_A_PAGE = 20

/** Every policy there was: what decided when, what was tried, and what is prepared. */
export function PoliciesPage() {
  const { cursor, do: act } = route.useSearch()
  const navigate = useNavigate()
  const may = useMayManage()
  const zone = useMe().merchant.time_zone
  const newest = useQuery(policiesOptions()).data
  const { data, error, refetch, isPlaceholderData } = $api.useQuery(
    'get',
    '/api/policies',
    { params: { query: { limit: ON_A_PAGE, ...(cursor && { cursor }) } } },
    { placeholderData: (before) => before },
  )
  const makeOne = may && (
    <Link
      to="/rules/policies"
      search={(search) => ({ ...search, do: 'draft' as const })}
      className={buttonClass('primary')}
    >
      {t.makeDraft}
    </Link>
  )
  return (
    <Page
      title={t.title}
      lead={newest ? headline(newest, zone) : <span role="status">{!error && t.loading}</span>}
      actions={makeOne}
    >
      {data ? (
        <>
          <Card flush>
            <div className={isPlaceholderData ? 'dim' : undefined}>
              <PolicyTable policies={data.items} />
            </div>
          </Card>
          <Paging next={data.next_cursor} />
        </>
      ) : error ? (
        <Card>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <Skeleton className="h-64" />
      )}
      <p className="max-w-[75ch] text-sm text-ink-3">{t.kept}</p>
      {may && act === 'draft' && (
        <Suspense>
          <DraftDrawer
            onClose={() =>
              void navigate({ to: '.', search: (search) => ({ ...search, do: undefined }) })
            }
          />
        </Suspense>
      )}
    </Page>
  )
}
