import { useMe } from '@/lib/me'
import { profile as t } from '@/messages/en'
import { Page } from '@/ui/Page'
import { About } from './About'
import { PasswordCard } from './PasswordCard'
import { SecondFactor } from './SecondFactor'

/** What a person says about themselves, and how they sign in. */
export function ProfilePage() {
  const { role, merchant } = useMe()
  return (
    <Page
      title={t.title}
      lead={t.lead(t.roles[role ?? ''] ?? role ?? '', merchant.name)}
      width="text"
    >
      <About />
      <SecondFactor />
      <PasswordCard />
    </Page>
  )
}
