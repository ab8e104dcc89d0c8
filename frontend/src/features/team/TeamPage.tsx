import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import type { Member } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { atLeast } from '@/lib/roles'
import { team as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Invitations } from './Invitations'
import { MemberTable } from './MemberTable'

const MemberDrawer = lazily(() => import('./MemberDrawer'))
const route = getRouteApi('/shell/settings/team')

/** Who belongs to the merchant, what they may, and who is asked to join. */
export function TeamPage() {
  const me = useMe()
  const { member: open } = route.useSearch()
  const navigate = useNavigate()
  const { data, error, refetch } = $api.useQuery('get', '/api/team')
  return (
    <Page title={t.title} lead={data && lead(data.items)} width="text">
      {!data && !error && <Skeleton className="h-48" />}
      {!data && error && (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <Card title={t.members} flush>
          <MemberTable members={data.items} />
        </Card>
      )}
      {atLeast(me.role, 'admin') && <Invitations />}
      {open !== undefined && data && (
        <Suspense>
          <MemberDrawer
            member={data.items.find(({ id }) => id === open) ?? null}
            onClose={() => void navigate({ to: '/settings/team', search: {} })}
          />
        </Suspense>
      )}
    </Page>
  )
}

function lead(members: readonly Member[]): string {
  const without = members.filter((member) => !member.second_factor).length
  return t.lead(members.length, count(members.length), without, count(without))
}
