import { lazy } from 'react'
import { LazyListButton } from '@/features/lists/LazyListButton'
import { TransactionPage } from '@/features/transactions/TransactionPage'

// Below what the page is opened for.
const NoteField = lazy(() => import('@/features/review/NoteField'))

export default function Transaction() {
  return <TransactionPage Write={NoteField} List={LazyListButton} />
}
