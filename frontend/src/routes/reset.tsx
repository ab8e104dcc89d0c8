import { ResetPage } from '@/features/auth/ResetPage'

export default function Reset() {
  return <ResetPage />
}
