import { useMe } from '@/lib/me'
import { settings as t } from '@/messages/en'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import type { Section } from './sections'

/** In place of a section that was reached by link and that the role may not open. */
export function NoPermission({ section }: { section: Section }) {
  const { role, merchant } = useMe()
  return (
    <Page title={section.label} width="text">
      <EmptyState
        kind="no-permission"
        title={t.mayNot}
        text={t.mayNotText(t.roles[section.from], merchant.name, role)}
      />
    </Page>
  )
}
