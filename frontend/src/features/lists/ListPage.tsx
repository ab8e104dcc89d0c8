import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ApiError } from '@/lib/errors'
import { useShortcuts } from '@/lib/keys'
import { useMayManage } from '@/lib/me'
import { lazily } from '@/lib/online'
import { useFreshPolicies } from '@/lib/policies'
import { lists } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Entries } from './Entries'
import { ListActions } from './ListActions'
import { listOptions } from './query'
import type { Sheet } from './search'
import { UsedBy } from './UsedBy'
import { does } from './words'

// What opens over the page is fetched when it is first wanted.
const ListSheet = lazily(() => import('./ListSheet'))
const route = getRouteApi('/shell/rules/lists/$id')
const t = lists.page

/** One list: what it does, what stands on it, and what can be done with it. */
export function ListPage() {
  const { id } = route.useParams()
  const { open, text } = route.useSearch()
  const navigate = useNavigate()
  const may = useMayManage()
  useFreshPolicies()
  useShortcuts({ close: () => void navigate({ to: '/rules/lists' }) })
  const number = /^\d{1,15}$/.test(id) ? Number(id) : null
  const answer = useQuery({ ...listOptions(number ?? 0), enabled: number !== null })
  const { error, refetch } = answer
  const isMissing = number === null || (error instanceof ApiError && error.status === 404)
  // A colleague may have deleted it while it was read.
  const data = isMissing ? undefined : answer.data
  const openSheet = (sheet: Sheet | undefined) =>
    void navigate({
      to: '/rules/lists/$id',
      params: { id },
      search: { ...(text && { text }), ...(sheet && { open: sheet }) },
      replace: sheet === undefined,
    })
  return (
    <Page
      title={data?.name ?? (isMissing ? t.missingTitle : lists.title)}
      crumbs={<Link to="/rules/lists">← {t.back}</Link>}
      fill
      lead={data && does(data.kind, data.effect, data.entries)}
      actions={data && may && <ListActions list={data} onOpen={openSheet} />}
    >
      {data && <UsedBy uses={data.used_by} />}
      {data && <Entries key={data.id} list={data} text={text} onAdd={() => openSheet('add')} />}
      {!data && !error && !isMissing && <Skeleton className="h-80" />}
      {!data && isMissing && <Missing />}
      {!data && !isMissing && error && (
        <Card>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {data && open && may && (
        <Suspense>
          <ListSheet list={data} sheet={open} onSheet={openSheet} />
        </Suspense>
      )}
    </Page>
  )
}

function Missing() {
  return (
    <Card>
      <EmptyState
        kind="no-match"
        title={t.missingTitle}
        text={t.missingText}
        action={
          <Link to="/rules/lists" className={buttonClass('primary')}>
            {t.toLists}
          </Link>
        }
      />
    </Card>
  )
}
