import { ScorePage } from '@/features/score/ScorePage'

export default function Score() {
  return <ScorePage />
}
