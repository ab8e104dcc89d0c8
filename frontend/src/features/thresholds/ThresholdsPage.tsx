import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Preview } from '@/lib/api.gen'
import { when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { previewOptions } from '@/lib/preview'
import { thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Steering } from './Steering'

const route = getRouteApi('/shell/rules-frame/rules/thresholds')

/** The two lines on past orders, what moving them would have changed, and the way to save them. */
export function ThresholdsPage() {
  const { policy } = route.useSearch()
  const { data, error, refetch } = useQuery(previewOptions(policy === undefined ? {} : { policy }))
  const lead = useLead(data)
  return (
    <Page title={t.title} lead={lead}>
      {data ? (
        <Steering key={data.based_on} base={data} draft={policy} />
      ) : error ? (
        <Card>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function useLead(preview: Preview | undefined): string {
  const zone = useMe().merchant.time_zone
  if (!preview?.starts_at || !preview.ends_at) return t.leadEmpty
  const [first, last] = [preview.starts_at, preview.ends_at].map((at) => when(at, zone, 'day'))
  return t.lead(first ?? '', last ?? '')
}

function Loading() {
  return (
    <div className="grid gap-4 lg:grid-cols-[7fr_5fr]">
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
      <Skeleton className="h-72 lg:col-span-2" />
    </div>
  )
}
