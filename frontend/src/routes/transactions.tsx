import { TransactionsPage } from '@/features/transactions/TransactionsPage'

export default function Transactions() {
  return <TransactionsPage />
}
