import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Replay as ReplayAnswer, TransactionDetail } from '@/lib/api.gen'
import { score } from '@/lib/format'
import { transactions } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Refusal } from '@/ui/Refusal'

const t = transactions.one

/** Judges the order again from what was stored: the answer must be the same to the last digit. */
export function Replay({ order }: { order: TransactionDetail }) {
  const params = { path: { transaction_id: order.id } }
  const { data, error, isFetching, refetch } = $api.useQuery(
    'get',
    '/api/transactions/{transaction_id}/replay',
    { params },
    // Only when somebody asks: it costs the service a judgement.
    { enabled: false, retry: false },
  )
  return (
    <Card
      title={t.replay}
      note={t.replayNote}
      action={
        <Button size="s" busy={isFetching} onClick={() => void refetch()}>
          {isFetching ? t.replaying : t.replayNow}
        </Button>
      }
    >
      <p className="text-sm text-ink-2">
        {t.judgedBy}{' '}
        <Link
          to="/models/$version"
          params={{ version: order.model_version }}
          className="font-medium text-accent underline-offset-4 hover:underline"
        >
          {order.model_version}
        </Link>
        {order.arm === 'challenger' && `, ${t.aChallenger}`}.
      </p>
      <div role="status" className="mt-3 empty:hidden">
        {data && !isFetching && <Result of={data} />}
      </div>
      {error && !isFetching && (
        <div className="mt-3">
          <Refusal error={error} lead={t.notReplayed} />
        </div>
      )}
    </Card>
  )
}

function Result({ of: { identical, replayed, differences } }: { of: ReplayAnswer }) {
  if (identical) return <Notice tone="note">{t.identical(score(replayed.score))}</Notice>
  return (
    <Notice tone="problem">
      {t.notIdentical} {differences.join(' ')}
    </Notice>
  )
}
