import { ProfilePage } from '@/features/profile/ProfilePage'

export default function Profile() {
  return <ProfilePage />
}
