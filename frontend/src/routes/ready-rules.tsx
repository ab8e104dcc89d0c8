import { ReadyPage } from '@/features/rules/ready/ReadyPage'

export default function ReadyRules() {
  return <ReadyPage />
}
