import { uploads as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function UploadPage() {
  return <Page title={t.title}>{null}</Page>
}
