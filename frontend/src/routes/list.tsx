import { ListPage } from '@/features/lists/ListPage'

export default function List() {
  return <ListPage />
}
