import { RulesPage } from '@/features/rules/RulesPage'

export default function Rules() {
  return <RulesPage />
}
