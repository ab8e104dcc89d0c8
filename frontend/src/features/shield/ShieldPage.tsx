import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ShieldPage() {
  return <Page title={t.tabs.shield}>{null}</Page>
}
