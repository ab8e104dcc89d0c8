import { UploadPage } from '@/features/uploads/UploadPage'

export default function Upload() {
  return <UploadPage />
}
