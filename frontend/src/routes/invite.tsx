import { InvitePage } from '@/features/auth/InvitePage'

export default function Invite() {
  return <InvitePage />
}
