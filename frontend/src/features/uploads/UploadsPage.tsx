import { useMe } from '@/lib/me'
import { uploads as t } from '@/messages/en'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Kinds } from './Kinds'
import { NewUpload } from './NewUpload'
import { PastUploads } from './PastUploads'

/** Send a file of past orders, and find those sent before. */
export function UploadsPage() {
  const { scopes } = useMe()
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <Kinds />
      {scopes.includes('score') ? <NewUpload /> : <Notice tone="note">{t.mayNot}</Notice>}
      <PastUploads />
    </Page>
  )
}
