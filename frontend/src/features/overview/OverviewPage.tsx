import { overview as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function OverviewPage() {
  return <Page title={t.title}>{null}</Page>
}
