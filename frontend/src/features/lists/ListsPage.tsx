import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { EntityList } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { useMayManage } from '@/lib/me'
import { lazily } from '@/lib/online'
import { listsOptions } from '@/lib/policies'
import { lists as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { ListTable } from './ListTable'

const NewList = lazily(() => import('./NewList'))
const route = getRouteApi('/shell/rules-frame/rules/lists')

const newList = (
  <Link to="/rules/lists" search={{ open: 'new' }} className={buttonClass('primary')}>
    {t.newList}
  </Link>
)

/** The lists of a merchant: what each holds, what being on it does and which rules ask it. */
export function ListsPage() {
  const { open } = route.useSearch()
  const navigate = useNavigate()
  const may = useMayManage()
  const { data, error, refetch } = useQuery(listsOptions())
  const hasSome = data !== undefined && data.length > 0
  return (
    <Page
      title={t.title}
      lead={<span role="status">{data ? hasSome && lead(data) : !error && t.loading}</span>}
      // Where there is none yet, the way to the first is in its place.
      actions={may && (error !== null || hasSome) && newList}
    >
      {!data && !error && <Skeleton className="h-48" />}
      {!data && error && (
        <Card>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {data && (
        <Card flush>
          {hasSome ? (
            <ListTable lists={data} />
          ) : (
            <EmptyState
              kind="first-use"
              title={t.emptyTitle}
              text={may ? t.emptyText : t.emptyReader}
              action={may && newList}
            />
          )}
        </Card>
      )}
      <p className="max-w-[75ch] text-sm text-ink-3">{t.atOnce}</p>
      {open === 'new' && may && (
        <Suspense>
          <NewList onClose={() => void navigate({ to: '/rules/lists', search: {} })} />
        </Suspense>
      )}
    </Page>
  )
}

/** What the lists do by themselves, in a sentence. */
function lead(all: readonly EntityList[]): string {
  const of = (effect: EntityList['effect']) => all.filter((one) => one.effect === effect)
  const entries = (some: readonly EntityList[]) => {
    const sum = some.reduce((total, one) => total + one.entries, 0)
    return t.entries(sum, count(sum))
  }
  const [blocking, allowing] = [of('block'), of('allow')]
  const said = [
    blocking.length > 0 &&
      t.lead.blocks(blocking.length, count(blocking.length), entries(blocking)),
    allowing.length > 0 &&
      t.lead.allows(allowing.length, count(allowing.length), entries(allowing)),
  ].filter(Boolean)
  return said.length ? t.lead.acting(said.join(t.lead.and)) : t.lead.none
}
