import { transactions as t } from '@/messages/en'
import { Page } from '@/ui/Page'

export function TransactionPage() {
  return <Page title={t.title}>{null}</Page>
}
