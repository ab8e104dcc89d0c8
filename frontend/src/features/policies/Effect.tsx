import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Policy, PolicyDetail, Preview } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { count, duration } from '@/lib/format'
import { lazily } from '@/lib/online'
import { shadowOptions, usePreview } from '@/lib/preview'
import { policies as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Skeleton } from '@/ui/Skeleton'

const Report = lazily(() => import('./Report'))
const waiting = <Skeleton className="h-115 max-lg:h-132" />

/** What a draft would have done to past orders. */
export function DraftEffect({ policy }: { policy: Policy }) {
  const { preview, error, isBehind, retry } = usePreview({ policy: policy.version })
  const orders = ordersText(preview?.payments ?? 0)
  return (
    <Suspense fallback={waiting}>
      <Report
        title={t.effect}
        note={t.effectNote(orders, preview?.policy ?? 0)}
        preview={preview}
        error={error}
        dim={isBehind}
        onRetry={retry}
      />
    </Suspense>
  )
}

/** What a policy did in shadow; of one that is no shadow any more only when somebody asks. */
export function ShadowReport({ policy }: { policy: PolicyDetail }) {
  const [isOpen, setOpen] = useState(policy.state === 'shadow')
  if (isOpen) return <ShadowEffect policy={policy} />
  return (
    <Card title={t.inShadow} note={t.inShadowThen}>
      <Button size="s" onClick={() => setOpen(true)}>
        {t.openReport}
      </Button>
    </Card>
  )
}

function ShadowEffect({ policy }: { policy: PolicyDetail }) {
  const now = useNow()
  const { data, error, refetch, isFetching } = useQuery(shadowOptions(policy.version))
  const from = Date.parse(policy.shadow_since ?? policy.created_at)
  const isOn = policy.state === 'shadow'
  const end = policy.periods.find(({ kind }) => kind === 'shadow')?.ends_at
  const until = end ? Date.parse(end) : now
  const orders = ordersText(data?.payments ?? 0)
  return (
    <Suspense fallback={waiting}>
      <Report
        title={isOn ? t.inShadowNow : t.inShadow}
        note={t.shadowNote(
          orders,
          duration((until - from) / 1000),
          againstText(data?.held_against),
        )}
        preview={data}
        error={error}
        dim={isFetching && data !== undefined}
        onRetry={() => void refetch()}
      />
    </Suspense>
  )
}

/** Which policies decided meanwhile, and how many orders each where there were several. */
function againstText(held: Preview['held_against'] = []): string {
  if (held.length < 2) return held[0] ? t.heldAgainst(held[0].policy) : ''
  return t.heldAgainstMany(
    held.map(({ policy, payments }) => ({ policy, orders: ordersText(payments) })),
  )
}

const ordersText = (orders: number) => t.orders(orders, count(orders))
