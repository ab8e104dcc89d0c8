import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Shield } from '@/lib/api.gen'
import { useEvent } from '@/lib/events'
import { lazily } from '@/lib/online'
import { shield as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/Toast'
import { BurstsCard } from './BurstsCard'
import { shieldOptions } from './query'
import { type Setting, SettingsCard } from './SettingsCard'
import { WatchesCard } from './WatchesCard'
import { headline } from './words'

const ChangedCard = lazily(() => import('./ChangedCard'))
const DaysCard = lazily(() => import('./DaysCard'))

/** What the shield does: what is on now, what it stopped lately, how it is set and how it works. */
export function ShieldPage() {
  const { data, error, refetch } = useQuery(shieldOptions())
  useBursts()
  return (
    <Page title={t.title} lead={data && headline(data)}>
      {data ? (
        <Found key={`${data.mode} ${data.effect}`} shield={data} />
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

function Found({ shield }: { shield: Shield }) {
  const { mode, effect } = shield
  const [tried, setTried] = useState<Setting>({ mode, effect })
  const isChanged = tried.mode !== mode || (tried.mode !== 'off' && tried.effect !== effect)
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="contents min-w-0 flex-col gap-4 lg:flex">
        <BurstsCard shield={shield} />
        <Suspense fallback={<Skeleton className="h-72" />}>
          <DaysCard shield={shield} />
        </Suspense>
        {isChanged && (
          // On a phone below what it follows from, so that nothing moves under the finger.
          <div className="min-w-0 max-lg:order-last">
            <Suspense>
              <ChangedCard tried={tried} />
            </Suspense>
          </div>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <SettingsCard
          tried={tried}
          isChanged={isChanged}
          onTry={setTried}
          onReset={() => setTried({ mode, effect })}
        />
        <WatchesCard shield={shield} />
      </div>
    </div>
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
