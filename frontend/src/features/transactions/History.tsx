import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { TimelineEvent } from '@/lib/api.gen'
import { download } from '@/lib/download'
import { useMe } from '@/lib/me'
import { order as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { PolicyLink } from '@/ui/PolicyLink'
import { Skeleton } from '@/ui/Skeleton'
import { Timeline } from '@/ui/Timeline'
import { detailsOf, policyOf, titleOf } from './happened'
import { timelineOptions } from './parts'

/** Everything that has happened to the order, by whom, oldest first; it can be taken along. */
export function History({ id }: { id: number }) {
  const { data, error, refetch } = useQuery(timelineOptions(id))
  const zone = useMe().merchant.time_zone
  return (
    <Card title={t.history} action={data && <Export id={id} />}>
      {error && !data && (
        <ErrorState title={t.historyFailed} error={error} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton className="h-32" />}
      {data && (
        <Timeline
          events={data.items.map((event, place) => ({
            key: place,
            at: event.at,
            title: titleOf(event, zone),
            detail: <Details of={event} />,
          }))}
        />
      )}
    </Card>
  )
}

function Details({ of }: { of: TimelineEvent }) {
  const details = detailsOf(of, useMe().merchant.time_zone)
  const policy = policyOf(of)
  return (
    <>
      {policy !== null && (
        <>
          <PolicyLink version={policy} />
          {details.length > 0 && ' · '}
        </>
      )}
      {details.join(' · ')}
    </>
  )
}

function Export({ id }: { id: number }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    setState('busy')
    try {
      await download(`/api/transactions/${id}/timeline.csv`, `secureflow-timeline-${id}.csv`)
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <Button size="s" busy={state === 'busy'} onClick={() => void save()}>
        <Download aria-hidden="true" size={14} />
        {t.export}
      </Button>
      {state === 'failed' && <Notice tone="problem">{t.exportFailed}</Notice>}
    </div>
  )
}
