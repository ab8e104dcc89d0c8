import { review as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function ReviewPage() {
  return <Page title={t.title}>{null}</Page>
}
