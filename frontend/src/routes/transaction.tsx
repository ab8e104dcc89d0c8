import { TransactionPage } from '@/features/transactions/TransactionPage'

export default function Transaction() {
  return <TransactionPage />
}
