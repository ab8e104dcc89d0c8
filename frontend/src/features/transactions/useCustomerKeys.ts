import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { TransactionDetail } from '@/lib/api.gen'
import { useShortcuts } from '@/lib/keys'
import { order as t } from '@/messages/en'
import { toast } from '@/ui/Toast'

/** As many orders around this one in time are looked through for its neighbours. */
const AROUND = 200

/** The keys [ and ] go to the customer's order before and after this one. */
export function useCustomerKeys(order: TransactionDetail | undefined): void {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const customer = order?.customer
  const go = async (later: boolean) => {
    if (!order || !customer) return
    const query = {
      customer,
      limit: AROUND,
      ...(later
        ? { occurred_from: order.occurred_at, sort: 'occurred_at' as const }
        : { occurred_until: justAfter(order.occurred_at), sort: '-occurred_at' as const }),
    }
    const { items } = await cache.fetchQuery(
      $api.queryOptions('get', '/api/transactions', { params: { query } }),
    )
    const neighbour = items[items.findIndex((row) => row.id === order.id) + 1]
    if (neighbour) {
      void navigate({ to: '/transactions/$id', params: { id: String(neighbour.id) }, state: true })
    } else toast({ text: later ? t.noneLater : t.noneEarlier })
  }
  const failed = () => toast({ text: t.customerFailed })
  useShortcuts({
    customerPrevious: customer ? () => void go(false).catch(failed) : undefined,
    customerNext: customer ? () => void go(true).catch(failed) : undefined,
  })
}

/** The end of a time is exclusive, and the order itself must be among what is found. */
const justAfter = (at: string) => new Date(Date.parse(at) + 1000).toISOString()
