import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { TransactionDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { useShortcuts } from '@/lib/keys'
import { transactions } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ContributionList, signalsOf } from '@/ui/ContributionList'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Call } from './Call'
import { Customer } from './Customer'
import { Details } from './Details'
import { FeedbackCard } from './FeedbackCard'
import { Head } from './Head'
import { History } from './History'
import { Loading } from './Loading'
import { Replay } from './Replay'
import './history'

const route = getRouteApi('/shell/transactions/$id')
const t = transactions.one

/** One order: what it is, the call, why, what has happened since, and what was known about it. */
export function TransactionPage() {
  const { id } = route.useParams()
  const navigate = useNavigate()
  const list = useLocation({ select: (location) => location.state.list }) ?? {}
  useShortcuts({ close: () => navigate({ to: '/transactions', search: list }) })
  const number = /^\d{1,15}$/.test(id) ? Number(id) : null
  const params = { path: { transaction_id: number ?? 0 } }
  const answer = $api.useQuery(
    'get',
    '/api/transactions/{transaction_id}',
    { params },
    { enabled: number !== null },
  )
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
  return (
    <>
      {order.degraded && <Notice tone="note">{t.degraded}</Notice>}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Call order={order} />
          <ContributionList
            score={order.score}
            basePoints={order.base_points}
            factors={order.risk_factors}
            view={why}
            onView={(view) =>
              navigate({
                to: '.',
                search: { why: view === 'words' ? undefined : view },
                state: true,
                replace: true,
                resetScroll: false,
              })
            }
            lines={order.policy}
            counterfactual={order.counterfactual}
            signals={signalsOf(order)}
          />
          <FeedbackCard order={order} />
          <Card title={t.history}>
            <History order={order} />
          </Card>
          <Replay order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Customer order={order} />
          <Details order={order} />
        </div>
      </div>
    </>
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
