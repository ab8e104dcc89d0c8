import { SecurityPage } from '@/features/security/SecurityPage'

export default function Security() {
  return <SecurityPage />
}
