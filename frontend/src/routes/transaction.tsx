import { LazyListButton } from '@/features/lists/LazyListButton'
import { TransactionPage } from '@/features/transactions/TransactionPage'
import { lazily } from '@/lib/online'

// Below what the page is opened for.
const NoteField = lazily(() => import('@/features/review/NoteField'))

export default function Transaction() {
  return <TransactionPage Write={NoteField} List={LazyListButton} />
}
