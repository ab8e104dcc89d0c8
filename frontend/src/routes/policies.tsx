import { PoliciesPage } from '@/features/policies/PoliciesPage'

export default function Policies() {
  return <PoliciesPage />
}
