import { CustomerPage } from '@/features/customers/CustomerPage'

export default function Customer() {
  return <CustomerPage />
}
