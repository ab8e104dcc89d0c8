import { useQueryClient } from '@tanstack/react-query'
import { LazyListButton } from '@/features/lists/LazyListButton'
import { ReviewPage } from '@/features/review/ReviewPage'
import { prefetchOrder } from '@/features/transactions/parts'
import { lazily } from '@/lib/online'

// They wait for their data anyway, so the list need not wait for them.
const OrderMain = lazily(async () => ({
  default: (await import('@/features/transactions/OrderMain')).OrderMain,
}))
const OrderFacts = lazily(async () => {
  const { OrderFacts: Facts } = await import('@/features/transactions/OrderFacts')
  return { default: ({ id }: { id: number }) => <Facts id={id} List={LazyListButton} /> }
})

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
