import { ShieldPage } from '@/features/shield/ShieldPage'

export default function Shield() {
  return <ShieldPage />
}
