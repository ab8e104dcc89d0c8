import { $api } from '@/lib/api'
import { reviewing as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { DueForm } from './DueForm'
import { SampleCard } from './SampleCard'

/** How long orders wait for a person, and which are shown to one all the same. */
export function ReviewingPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/review-settings')
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <Card title={t.due} note={t.dueNote}>
        {data && <DueForm of={data} />}
        {!data && !error && <Skeleton className="h-80" />}
        {!data && error && (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        )}
      </Card>
      <SampleCard />
    </Page>
  )
}
