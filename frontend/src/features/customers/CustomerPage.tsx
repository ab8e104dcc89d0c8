import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { CustomerDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count, money, when } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import type { ListSlot } from '@/lib/listable'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { customers } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { levelOf } from '@/ui/levels'
import { Page } from '@/ui/Page'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { Skeleton } from '@/ui/Skeleton'
import { LinkedCard } from './LinkedCard'
import { DisputesCard, OrdersCard } from './OrdersCard'
import { customerOptions } from './query'
import { ScoreCard } from './ScoreCard'

// Below what the page is opened for.
const NotesCard = lazily(() => import('./NotesCard'))
const route = getRouteApi('/shell/customers/$id')
const t = customers.page

/** One customer: score over time, orders, disputes, who is linked with them, and notes. */
export function CustomerPage({ List }: { List: ListSlot }) {
  const { id } = route.useParams()
  const navigate = useNavigate()
  useShortcuts({ close: () => void navigate({ to: '/customers' }) })
  const { data, error, refetch } = useQuery(customerOptions(id))
  const isMissing = error instanceof ApiError && error.status === 404
  return (
    <Page
      title={id}
      crumbs={<Link to="/customers">← {t.back}</Link>}
      lead={data && <Lead customer={data} />}
      actions={data && <Actions customer={data} List={List} />}
    >
      {data && <Found key={id} customer={data} />}
      {!data && !error && <Loading />}
      {!data && error && (
        <Card>
          {isMissing ? (
            <EmptyState
              kind="no-match"
              title={t.missingTitle}
              text={t.missingText}
              action={
                <Link to="/customers" className={buttonClass('primary')}>
                  {t.toList}
                </Link>
              }
            />
          ) : (
            <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
          )}
        </Card>
      )}
    </Page>
  )
}

function Found({ customer }: { customer: CustomerDetail }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <ScoreCard scores={customer.scores} />
        <OrdersCard customer={customer} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {customer.frauds + customer.disputes > 0 && <DisputesCard customer={customer} />}
        <LinkedCard linked={customer.linked} />
        <Suspense fallback={<Skeleton className="h-56" />}>
          <NotesCard customer={customer} />
        </Suspense>
      </div>
    </div>
  )
}

/** What is known of the customer, in a sentence or two. */
function Lead({ customer }: { customer: CustomerDetail }) {
  const { orders, spent, currency, first_at, disputes, frauds } = customer
  const zone = useMe().merchant.time_zone
  const sum = money(spent, currency, 'whole')
  const history = t.lead(customers.orders(orders, count(orders)), sum, when(first_at, zone, 'date'))
  const known = [
    disputes > 0 && customers.disputes(disputes, count(disputes)),
    frauds > 0 && customers.frauds(frauds, count(frauds)),
  ].filter(Boolean)
  return <>{`${history} ${known.length ? t.known(known.join(', ')) : t.clean}`}</>
}

function Actions({ customer, List }: { customer: CustomerDetail; List: ListSlot }) {
  const { risk, open_reviews: open } = customer
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="flex items-center gap-2 text-sm text-ink-2">
        <Avatar name={customer.customer} />
        {t.riskNow} <ScoreBadge score={risk} level={levelOf(risk)} />
      </span>
      <List values={[{ kind: 'customer', value: customer.customer }]} long />
      {open > 0 && (
        <Link
          to="/review"
          search={{ customer: customer.customer }}
          className={buttonClass('primary')}
        >
          {t.toReview(open, count(open))}
        </Link>
      )}
    </div>
  )
}

function Loading() {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-64" />
        <Skeleton className="h-80" />
      </div>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-40" />
        <Skeleton className="h-56" />
      </div>
    </div>
  )
}
