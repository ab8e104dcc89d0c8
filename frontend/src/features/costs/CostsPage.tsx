import { $api } from '@/lib/api'
import { costs as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { CostsForm } from './CostsForm'

/** What a mistake costs the merchant, to look up and to change. */
export function CostsPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/costs')
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <Card title={t.card}>
        {data && <CostsForm of={data} />}
        {!data && !error && <Skeleton className="h-64" />}
        {!data && error && (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        )}
      </Card>
    </Page>
  )
}
