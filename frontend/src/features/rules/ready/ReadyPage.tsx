import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ReadyPage() {
  return <Page title={t.tabs.ready}>{null}</Page>
}
