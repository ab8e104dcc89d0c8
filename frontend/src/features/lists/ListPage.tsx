import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ListPage() {
  return <Page title={t.tabs.lists}>{null}</Page>
}
