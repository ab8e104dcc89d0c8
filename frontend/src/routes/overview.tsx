import { OverviewPage } from '@/features/overview/OverviewPage'

export default function Overview() {
  return <OverviewPage />
}
