import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function PolicyPage() {
  return <Page title={t.tabs.policies}>{null}</Page>
}
