import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ThresholdsPage() {
  return <Page title={t.tabs.thresholds}>{null}</Page>
}
