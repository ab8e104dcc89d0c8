import { SessionsPage } from '@/features/sessions/SessionsPage'

export default function Sessions() {
  return <SessionsPage />
}
