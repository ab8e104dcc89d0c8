import { AuditPage } from '@/features/audit/AuditPage'

export default function Audit() {
  return <AuditPage />
}
