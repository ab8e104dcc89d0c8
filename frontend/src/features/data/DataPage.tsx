import { $api } from '@/lib/api'
import { data as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { CustomerCard } from './CustomerCard'
import { KeptCard } from './KeptCard'

/** What is kept and for how long, and one customer's export and erasure. */
export function DataPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/privacy')
  return (
    <Page title={t.title} lead={t.lead} width="text">
      {!data && !error && <Skeleton className="h-80" />}
      {!data && error && (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      )}
      {data && <KeptCard key={JSON.stringify(data)} privacy={data} />}
      <CustomerCard />
    </Page>
  )
}
