import { ThresholdsPage } from '@/features/thresholds/ThresholdsPage'

export default function Thresholds() {
  return <ThresholdsPage />
}
