import { useMe } from '@/lib/me'
import { labels as t } from '@/messages/en'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Kinds } from './Kinds'
import { NewLabels } from './NewLabels'
import { PastLabels } from './PastLabels'

/** Send a file of chargebacks or other labels, and find those sent before. */
export function LabelsPage() {
  const { scopes } = useMe()
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <Kinds />
      {scopes.includes('feedback') ? <NewLabels /> : <Notice tone="note">{t.mayNot}</Notice>}
      <PastLabels />
    </Page>
  )
}
