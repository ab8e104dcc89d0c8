import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { $api, api } from '@/lib/api'
import type { SessionItem } from '@/lib/api.gen'
import { sessions as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState, errorTexts } from '@/ui/ErrorState'
import { List, ListRow } from '@/ui/List'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Tag } from '@/ui/Tag'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'

/** Where a person is signed in, and the way to end any of it. */
export function SessionsPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/sessions')
  const others = useEnd(() => api.DELETE('/api/sessions'), t.endedOthers)
  const hasOthers = data?.items.some((one) => !one.is_current) ?? false
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="text"
      actions={
        hasOthers && (
          <Button busy={others.isPending} onClick={() => others.mutate()}>
            {t.endOthers}
          </Button>
        )
      }
    >
      {!data && !error && <Skeleton className="h-48" />}
      {!data && error && (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <Card flush>
          <List label={t.list}>
            {data.items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </List>
        </Card>
      )}
      {data && !hasOthers && <p className="text-sm text-ink-3">{t.onlyThis}</p>}
    </Page>
  )
}

function Row({ one }: { one: SessionItem }) {
  const device = one.device || t.unknown
  const end = useEnd(
    () => api.DELETE('/api/sessions/{session_id}', { params: { path: { session_id: one.id } } }),
    t.ended(device),
  )
  return (
    <ListRow
      lead={<MonitorSmartphone aria-hidden="true" size={20} className="flex-none text-ink-3" />}
      title={device}
      tag={one.is_current && <Tag tone="accent">{t.thisOne}</Tag>}
      detail={
        <>
          {one.address} · {t.lastUsed} <When at={one.last_used_at} /> · {t.signedIn}{' '}
          <When at={one.created_at} as="short" />
        </>
      }
      actions={
        !one.is_current && (
          <Button
            size="s"
            aria-label={t.endOf(device)}
            busy={end.isPending}
            onClick={() => end.mutate()}
          >
            {t.end}
          </Button>
        )
      }
    />
  )
}

/** Ends sessions by `send`, says so, and asks which are left. */
function useEnd(send: () => Promise<unknown>, said: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => toast({ text: said }),
    onError: (error) => toast({ text: `${t.notEnded} ${errorTexts(error).message}` }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['get', '/api/sessions'] }),
  })
}
