import { CustomersPage } from '@/features/customers/CustomersPage'

export default function Customers() {
  return <CustomersPage />
}
