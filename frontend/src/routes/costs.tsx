import { CostsPage } from '@/features/costs/CostsPage'

export default function Costs() {
  return <CostsPage />
}
