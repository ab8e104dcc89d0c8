import { $api } from '@/lib/api'
import { useMe } from '@/lib/me'
import { atLeast } from '@/lib/roles'
import { settings as t } from '@/messages/en'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import type { Section } from './sections'

const NAMED = 3

/** In place of a section that was reached by link and that the role may not open. */
export function NoPermission({ section }: { section: Section }) {
  const { role, merchant } = useMe()
  const { data } = $api.useQuery('get', '/api/team')
  // Those who may open it can give the role that may; owners first.
  const helpers = (data?.items ?? [])
    .filter((member) => atLeast(member.role, section.from))
    .sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'))
    .slice(0, NAMED)
    .map((member) => member.name)
  return (
    <Page title={section.label} width="text">
      <EmptyState
        kind="no-permission"
        title={t.mayNot}
        text={[
          t.neededRole(t.roles[section.from], role),
          helpers.length ? t.helpers(helpers) : t.somebody(merchant.name),
        ].join(' ')}
      />
    </Page>
  )
}
