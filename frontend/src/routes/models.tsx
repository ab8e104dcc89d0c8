import { ModelsPage } from '@/features/models/ModelsPage'

export default function Models() {
  return <ModelsPage />
}
