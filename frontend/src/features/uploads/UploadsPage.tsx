import { uploads as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function UploadsPage() {
  return <Page title={t.title}>{null}</Page>
}
