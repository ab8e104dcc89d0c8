import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { useEvent } from '@/lib/events'

/** Where nothing can be heard, it is seen after this long. */
const EVERY_MS = 3_000
const isGoing = (state?: string) => state === 'making' || state === 'removing'
/** With which the names of made-up customers begin. */
const PREFIX = 'sample-'

export const isSample = (order: { customer: string | null }) =>
  order.customer?.startsWith(PREFIX) ?? false

/** Whether there are made-up orders among the test data, and how they are made and removed. */
export function useSampleData() {
  const cache = useQueryClient()
  const { queryKey } = $api.queryOptions('get', '/api/sample-data')
  const query = $api.useQuery(
    'get',
    '/api/sample-data',
    {},
    { refetchInterval: ({ state }) => (isGoing(state.data?.state) ? EVERY_MS : false) },
  )
  useEvent(['job.progress', 'missed'], ({ type, data }) => {
    if (type === 'missed') return void cache.invalidateQueries({ queryKey })
    if (data.kind !== 'sample_data') return
    // What every page shows of the test data is another one now.
    if (isGoing(String(data.state))) void cache.invalidateQueries({ queryKey })
    else void cache.invalidateQueries()
  })
  const onSettled = () => cache.invalidateQueries({ queryKey })
  const make = $api.useMutation('post', '/api/sample-data', { onSettled })
  const remove = $api.useMutation('delete', '/api/sample-data', { onSettled })
  return {
    ...(query.data ?? { state: undefined, done: 0, total: 0 }),
    make: () => make.mutate({}),
    remove: () => remove.mutate({}),
    busy: make.isPending || remove.isPending,
    error: make.error ?? remove.error ?? query.error,
  }
}
