import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ApiError } from '@/lib/errors'
import { useShortcuts } from '@/lib/keys'
import { ahead } from '@/lib/online'
import { transactions } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import type { FoundProps } from './Found'
import { Head } from './Head'
import { Loading } from './Loading'
import { orderOptions } from './parts'
import { useCustomerKeys } from './useCustomerKeys'
import './history'

const route = getRouteApi('/shell/transactions/$id')
const t = transactions.one
// On its way while the order is asked for: nothing of it can be shown before that is there.
const Found = ahead(() => import('./Found'))

/** One order: what it is, the call, why, what has happened since, and what was known about it. */
export function TransactionPage({ Write, List }: Omit<FoundProps, 'order'>) {
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
      {answer.data && (
        <Suspense fallback={<Loading />}>
          <Found key={id} order={answer.data} Write={Write} List={List} />
        </Suspense>
      )}
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
