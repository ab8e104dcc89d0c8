import { score as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ScorePage() {
  return <Page title={t.title}>{null}</Page>
}
