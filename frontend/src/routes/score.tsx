import { lazy } from 'react'
import { ScorePage } from '@/features/score/ScorePage'

// Few payments meet a rule.
const RulesCard = lazy(async () => {
  const card = await import('@/features/transactions/RulesCard')
  return { default: card.RulesCard }
})

export default function Score() {
  return <ScorePage Rules={RulesCard} />
}
