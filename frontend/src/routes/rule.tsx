import { RulePage } from '@/features/rules/RulePage'

export default function Rule() {
  return <RulePage />
}
