import { ModelPage } from '@/features/models/ModelPage'

export default function Model() {
  return <ModelPage />
}
