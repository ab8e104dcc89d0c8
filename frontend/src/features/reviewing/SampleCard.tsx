import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { reviewing as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { SampleForm } from './SampleForm'

/** Which share of the orders that go through a person is shown, to learn from and to measure by. */
export function SampleCard() {
  const { data, error, refetch } = $api.useQuery('get', '/api/review-sample')
  return (
    <Card
      title={t.sample}
      note={t.sampleNote}
      action={
        <Link to="/review" search={{ view: 'spot_checks' }} className={buttonClass('plain', 's')}>
          {t.toSample}
        </Link>
      }
    >
      {data && <SampleForm of={data} key={`${data.sample_share} ${data.close_call_share}`} />}
      {!data && !error && <Skeleton className="h-32" />}
      {!data && error && (
        <ErrorState title={t.sampleFailed} error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  )
}
