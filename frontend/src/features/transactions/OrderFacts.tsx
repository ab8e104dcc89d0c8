import { useQuery } from '@tanstack/react-query'
import type { ListSlot } from '@/lib/listable'
import { order as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { CustomerFacts } from './CustomerFacts'
import { LinkedFacts } from './LinkedFacts'
import { Pace } from './Pace'
import { linkedOptions, orderOptions } from './parts'

/**
 * The facts beside an order: customer, pace, and who else used what it came with. Sections without
 * data are left out; each brings its own padding, so that lines go from edge to edge.
 */
export function OrderFacts({ id, List }: { id: number; List?: ListSlot }) {
  const order = useQuery(orderOptions(id))
  const linked = useQuery(linkedOptions(id))
  if (!order.data) return order.error ? null : <Waiting />
  return (
    <>
      {linked.data ? (
        <>
          <CustomerFacts order={order.data} brief={linked.data.customer} List={List} />
          {linked.data.pace && <Pace order={order.data} pace={linked.data.pace} />}
        </>
      ) : linked.error ? (
        <ErrorState
          title={t.customerFailed}
          error={linked.error}
          onRetry={() => void linked.refetch()}
        />
      ) : (
        <Waiting />
      )}
      <LinkedFacts order={order.data} details={linked.data?.details ?? []} List={List} />
    </>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-24" />
      <Skeleton className="h-32" />
    </div>
  )
}
