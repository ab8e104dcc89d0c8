import { useMe } from '@/lib/me'
import { settings as t } from '@/messages/en'
import { Page } from '@/ui/Page'

/** What a person says about themselves, and how they sign in. */
export function ProfilePage() {
  const { email } = useMe()
  return (
    <Page title={t.sections.profile.label} lead={email} width="text">
      {null}
    </Page>
  )
}
