import { TeamPage } from '@/features/team/TeamPage'

export default function Team() {
  return <TeamPage />
}
