import { lazy } from 'react'
import { ScorePage } from '@/features/score/ScorePage'

// Few payments meet a rule.
const RulesCard = lazy(() => import('@/features/transactions/RulesCard'))

export default function Score() {
  return <ScorePage Rules={RulesCard} />
}
