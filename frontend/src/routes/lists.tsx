import { ListsPage } from '@/features/lists/ListsPage'

export default function Lists() {
  return <ListsPage />
}
