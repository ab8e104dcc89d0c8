import { useQueryClient } from '@tanstack/react-query'
import { ReviewPage } from '@/features/review/ReviewPage'
import { OrderFacts } from '@/features/transactions/OrderFacts'
import { OrderMain } from '@/features/transactions/OrderMain'
import { prefetchOrder } from '@/features/transactions/parts'

export default function Review() {
  const cache = useQueryClient()
  return (
    <ReviewPage
      Main={OrderMain}
      Facts={OrderFacts}
      prefetch={(order) => prefetchOrder(cache, order)}
    />
  )
}
