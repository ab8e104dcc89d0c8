import { SectionsPage } from '@/features/settings/SectionsPage'

export default function Sections() {
  return <SectionsPage />
}
