import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { $api, api } from '@/lib/api'
import type { Invitation } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { lazily } from '@/lib/online'
import { team as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState, errorTexts } from '@/ui/ErrorState'
import { List, ListRow } from '@/ui/List'
import { Skeleton } from '@/ui/Skeleton'
import { Tag } from '@/ui/Tag'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'

const InviteForm = lazily(() => import('./InviteForm'))

/** Ask somebody to join, and see who has not answered yet. */
export function Invitations() {
  const { data, error, refetch } = $api.useQuery('get', '/api/invitations')
  return (
    <Card title={t.invitations} note={t.invitationsNote}>
      <Suspense fallback={<Skeleton className="h-16" />}>
        <InviteForm />
      </Suspense>
      <div className="-mx-4 -mb-4 mt-4 border-t border-line">
        {!data && !error && <Skeleton className="m-4 h-12" />}
        {!data && error && (
          <ErrorState title={t.invitationsFailed} error={error} onRetry={() => void refetch()} />
        )}
        {data?.items.length === 0 && <p className="p-4 text-sm text-ink-3">{t.noneTitle}</p>}
        {data && data.items.length > 0 && (
          <List label={t.invitationList}>
            {data.items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </List>
        )}
      </div>
    </Card>
  )
}

function Row({ one }: { one: Invitation }) {
  const now = useNow()
  const isOver = Date.parse(one.expires_at) <= now
  const params = { path: { invitation_id: one.id } }
  const resend = useAct(
    () => api.POST('/api/invitations/{invitation_id}/resend', { params }),
    t.resent(one.email),
  )
  const takeBack = useAct(
    () => api.DELETE('/api/invitations/{invitation_id}', { params }),
    t.tookBack(one.email),
  )
  return (
    <ListRow
      title={one.email}
      tag={isOver && <Tag tone="elevated">{t.expired}</Tag>}
      detail={
        <>
          {t.roles[one.role]} · {t.by} {one.invited_by}
          {!isOver && (
            <>
              {' '}
              · {t.expires} <When at={one.expires_at} />
            </>
          )}
        </>
      }
      actions={
        <>
          <Button
            size="s"
            aria-label={t.resendTo(one.email)}
            busy={resend.isPending}
            onClick={() => resend.mutate()}
          >
            {t.resend}
          </Button>
          <Button
            size="s"
            aria-label={t.takeBackFrom(one.email)}
            busy={takeBack.isPending}
            onClick={() => takeBack.mutate()}
          >
            {t.takeBack}
          </Button>
        </>
      }
    />
  )
}

/** Does something with an invitation, says so, and asks which are open. */
function useAct(send: () => Promise<unknown>, said: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => toast({ text: said }),
    onError: (error) => toast({ text: `${t.notDone} ${errorTexts(error).message}` }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['get', '/api/invitations'] }),
  })
}
