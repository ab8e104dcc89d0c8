import { LabelsPage } from '@/features/uploads/LabelsPage'

export default function Labels() {
  return <LabelsPage />
}
