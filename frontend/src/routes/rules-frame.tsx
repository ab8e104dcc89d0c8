import { RulesFrame } from '@/features/rules/RulesFrame'

export default function Frame() {
  return <RulesFrame />
}
