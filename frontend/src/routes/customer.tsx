import { CustomerPage } from '@/features/customers/CustomerPage'
import { LazyListButton } from '@/features/lists/LazyListButton'

export default function Customer() {
  return <CustomerPage List={LazyListButton} />
}
