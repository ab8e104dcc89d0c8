import { ScorePage } from '@/features/score/ScorePage'
import { lazily } from '@/lib/online'

// Few payments meet a rule.
const RulesCard = lazily(async () => {
  const card = await import('@/features/transactions/RulesCard')
  return { default: card.RulesCard }
})

export default function Score() {
  return <ScorePage Rules={RulesCard} />
}
