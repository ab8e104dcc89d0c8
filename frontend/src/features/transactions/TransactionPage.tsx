import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { useShortcuts } from '@/lib/keys'
import { useMedia } from '@/lib/media'
import { order as facts, transactions } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Head } from './Head'
import { Loading } from './Loading'
import { Notes } from './Notes'
import { OrderFacts } from './OrderFacts'
import { OrderMain } from './OrderMain'
import { orderOptions } from './parts'
import { Replay } from './Replay'
import { useCustomerKeys } from './useCustomerKeys'
import './history'

const route = getRouteApi('/shell/transactions/$id')
const t = transactions.one
/** Where the facts have no column of their own. */
const NARROW = '(max-width: 1023.98px)'

/** One order: what it is, the call, why, what has happened since, and what was known about it. */
export function TransactionPage() {
  const { id } = route.useParams()
  const navigate = useNavigate()
  const list = useLocation({ select: (location) => location.state.list }) ?? {}
  useShortcuts({ close: () => navigate({ to: '/transactions', search: list }) })
  const number = /^\d{1,15}$/.test(id) ? Number(id) : null
  const answer = useQuery({ ...orderOptions(number ?? 0), enabled: number !== null })
  useCustomerKeys(answer.data)
  const missing =
    number === null || (answer.error instanceof ApiError && answer.error.status === 404)
  return (
    <div className="mx-auto flex w-full max-w-[1400px] flex-col gap-4 p-4 md:px-6">
      <Link
        to="/transactions"
        search={list}
        className="self-start rounded-sm text-sm text-ink-2 underline-offset-2 hover:underline pointer-coarse:py-2"
      >
        ← {t.back}
      </Link>
      <Head id={id} order={answer.data} missing={missing} />
      {answer.data && <Found key={id} order={answer.data} />}
      {!answer.data && !missing && !answer.error && <Loading />}
      {!answer.data && !missing && answer.error && (
        <Card>
          <ErrorState title={t.failed} error={answer.error} onRetry={() => answer.refetch()} />
        </Card>
      )}
      {missing && <Missing />}
    </div>
  )
}

function Found({ order }: { order: TransactionDetail }) {
  const navigate = useNavigate()
  const { why = 'words' } = route.useSearch()
  const isNarrow = useMedia(NARROW)
  const beside = (
    <aside
      aria-label={facts.facts}
      className="min-w-0 rounded-lg border border-line bg-surface shadow-1"
    >
      <OrderFacts id={order.id} />
      {order.review && <Notes reviewId={order.review.id} />}
    </aside>
  )
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <OrderMain
          id={order.id}
          why={why}
          onWhy={(view) =>
            navigate({
              to: '.',
              search: { why: view === 'words' ? undefined : view },
              state: true,
              replace: true,
              resetScroll: false,
            })
          }
          beside={isNarrow && beside}
        />
        <Replay order={order} />
      </div>
      {!isNarrow && beside}
    </div>
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
          <Link to="/transactions" className={buttonClass('primary')}>
            {t.toList}
          </Link>
        }
      />
    </Card>
  )
}
