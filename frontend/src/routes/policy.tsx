import { PolicyPage } from '@/features/policies/PolicyPage'

export default function Policy() {
  return <PolicyPage />
}
