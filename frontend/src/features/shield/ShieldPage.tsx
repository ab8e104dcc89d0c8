import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useEvent } from '@/lib/events'
import { shield as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/Toast'
import { BurstsCard } from './BurstsCard'
import { shieldOptions } from './query'
import { SettingsCard } from './SettingsCard'
import { WatchesCard } from './WatchesCard'
import { headline } from './words'

const DaysCard = lazy(() => import('./DaysCard'))

/** What the shield does: what is on now, what it stopped lately, how it is set and how it works. */
export function ShieldPage() {
  const { data, error, refetch } = useQuery(shieldOptions())
  useBursts()
  return (
    <Page title={t.title} lead={data && headline(data)}>
      {data ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            <BurstsCard shield={data} />
            <Suspense fallback={<Skeleton className="h-72" />}>
              <DaysCard shield={data} />
            </Suspense>
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <SettingsCard key={`${data.mode} ${data.effect}`} shield={data} />
            <WatchesCard shield={data} />
          </div>
        </div>
      ) : error ? (
        <Card>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
          <Skeleton className="h-96" />
          <Skeleton className="h-96" />
        </div>
      )}
    </Page>
  )
}

/** Says that a burst has begun while somebody looks, and asks for it. */
function useBursts(): void {
  const cache = useQueryClient()
  useEvent(['shield.burst', 'missed'], ({ type, data }) => {
    void cache.invalidateQueries({ queryKey: shieldOptions().queryKey })
    if (type === 'shield.burst') toast({ text: t.began(Number(data.count) || 1) })
  })
}
