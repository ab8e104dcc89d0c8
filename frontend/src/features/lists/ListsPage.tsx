import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ListsPage() {
  return <Page title={t.tabs.lists}>{null}</Page>
}
