import { UploadsPage } from '@/features/uploads/UploadsPage'

export default function Uploads() {
  return <UploadsPage />
}
