import { DataPage } from '@/features/data/DataPage'

export default function Data() {
  return <DataPage />
}
