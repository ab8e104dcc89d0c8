import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { api } from '@/lib/api'
import type { Burst, Shield } from '@/lib/api.gen'
import { became, sharedBy } from '@/lib/bursts'
import { useMayManage, useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { dayOf } from '@/lib/zone'
import { shield as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'
import { shieldOptions } from './query'

const ReleaseDialog = lazily(() => import('./ReleaseDialog'))

/** The bursts that are on now: what they share, what became of them, and that one is no attack. */
export function BurstsCard({ shield }: { shield: Shield }) {
  const cache = useQueryClient()
  const [released, setReleased] = useState<Burst | null>(null)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: async ({ key }: Burst) => {
      const params = { path: { burst: key } }
      await api.POST('/api/shield/bursts/{burst}/release', { params })
    },
    onSuccess: () => {
      toast({ text: t.released })
      setReleased(null)
    },
    onSettled: () => cache.invalidateQueries({ queryKey: shieldOptions().queryKey }),
  })
  const close = () => {
    reset()
    setReleased(null)
  }
  if (!shield.bursts.length) {
    return (
      <Card title={t.bursts} note={t.burstsNote} flush>
        <EmptyState kind="all-done" title={t.noneTitle} text={t.noneText} />
      </Card>
    )
  }
  return (
    <Card title={t.bursts} note={t.burstsNote} flush>
      <ul className="border-t border-line">
        {shield.bursts.map((burst) => (
          <li key={burst.key} className="border-b border-line p-4 last:border-0">
            <One burst={burst} shield={shield} onRelease={() => setReleased(burst)} />
          </li>
        ))}
      </ul>
      {released && (
        <Suspense>
          <ReleaseDialog
            burst={released}
            busy={isPending}
            error={error}
            onRelease={() => mutate(released)}
            onClose={close}
          />
        </Suspense>
      )}
    </Card>
  )
}

interface OneProps {
  burst: Burst
  shield: Shield
  onRelease: () => void
}

function One({ burst, shield, onRelease }: OneProps) {
  const may = useMayManage()
  const zone = useMe().merchant.time_zone
  const { kind, since, until } = burst
  const named = [t.kinds[kind], sharedBy(burst)] as const
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-56 flex-1">
        <p className="text-base font-medium">
          {named[0]} <span className="font-mono text-sm break-all">{named[1]}</span>
        </p>
        <p className="text-sm text-ink-2 tabular-nums">{became(burst, shield)}</p>
        <p className="text-xs text-ink-3">
          {t.since} <When at={since} as="short" />, {t.until} <When at={until} as="time" />{' '}
          {t.untilNote}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link
          to="/transactions"
          search={{ burst: kind, from: dayOf(since, zone) }}
          aria-label={t.ordersOf(...named)}
          className={buttonClass('plain', 's')}
        >
          {t.orders}
        </Link>
        {may && (
          <Button size="s" aria-label={t.releaseOf(...named)} onClick={onRelease}>
            {t.release}
          </Button>
        )}
      </div>
    </div>
  )
}
