import { ForgotPage } from '@/features/auth/ForgotPage'

export default function Forgot() {
  return <ForgotPage />
}
