import { useMe } from '@/lib/me'
import { profile as t } from '@/messages/en'
import { Page } from '@/ui/Page'
import { ProfileCards } from './ProfileCards'

/** What a person says about themselves, and how they sign in. */
export function ProfilePage() {
  const me = useMe()
  const role = t.roles[me.role ?? ''] ?? me.role ?? ''
  return (
    <Page title={t.title} lead={t.lead(role, me.merchant.name)} width="text">
      <ProfileCards me={me} />
    </Page>
  )
}
