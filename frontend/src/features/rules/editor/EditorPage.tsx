import { rules as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function EditorPage() {
  return <Page title={t.tabs.rules}>{null}</Page>
}
