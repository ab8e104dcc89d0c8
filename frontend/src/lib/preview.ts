import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { preview as t } from '@/messages/en'
import { api } from './api'
import type { FigureRange, Preview, PreviewRequest } from './api.gen'
import { ApiError } from './errors'

const REST_MS = 300
/** Two previews of one shop are never worked out at once: the second one waits for the first. */
const TRIES = 6
const WAIT_MS = 1_500

const isBusy = (error: Error) => error instanceof ApiError && error.code === 'conflict'
const mayPass = (error: Error) => error instanceof ApiError && (error.passing || isBusy(error))

const IN_TURN = {
  retry: (tries: number, error: Error) => tries < (isBusy(error) ? TRIES : 2) && mayPass(error),
  retryDelay: WAIT_MS,
}

/** What a change would have done to past orders. Asked anew after a policy has changed. */
export function previewOptions(request: PreviewRequest) {
  return queryOptions({
    queryKey: ['policies', 'preview', request],
    queryFn: async ({ signal }): Promise<Preview> => {
      const { data } = await api.POST('/api/policies/preview', { body: request, signal })
      return data as Preview
    },
    staleTime: 60_000,
    ...IN_TURN,
  })
}

/** What a policy did in shadow beside the one that decided meanwhile. */
export function shadowOptions(version: number) {
  return queryOptions({
    queryKey: ['policies', 'shadow', version],
    queryFn: async ({ signal }): Promise<Preview> => {
      const params = { path: { policy: version } }
      const { data } = await api.GET('/api/policies/{policy}/shadow', { params, signal })
      return data as Preview
    },
    staleTime: 60_000,
    ...IN_TURN,
  })
}

export interface Previewed {
  /** The newest answer; an older one while the next is on its way. */
  preview: Preview | undefined
  /** That answer is to an older question: dim it. */
  isBehind: boolean
  /** There is no answer yet, not even an old one. */
  isFirst: boolean
  error: Error | null
  retry: () => void
}

/**
 * The preview of a request that changes while somebody works on it: asked after 300 ms of rest, the
 * question before is given up, and its answer stays until the new one is there. Null asks nothing.
 */
export function usePreview(request: PreviewRequest | null): Previewed {
  const rested = useRested(request)
  const query = useQuery({
    ...previewOptions(rested ?? {}),
    enabled: rested !== null,
    placeholderData: keepPreviousData,
  })
  const preview = request === null ? undefined : query.data
  return {
    preview,
    isBehind: query.isPlaceholderData || !same(rested, request),
    isFirst: request !== null && query.data === undefined && query.error === null,
    error: request === null ? null : query.error,
    retry: () => void query.refetch(),
  }
}

/** A value once it has stayed the same for a while, 300 ms unless said; the first one at once. */
export function useRested<T>(value: T, rest = REST_MS): T {
  const [rested, setRested] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    if (JSON.stringify(rested) === text) return
    const timer = setTimeout(() => setRested(JSON.parse(text)), rest)
    return () => clearTimeout(timer)
  }, [rested, text, rest])
  return rested
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Below so many known outcomes rates and money say nothing, and are not shown. */
export const ENOUGH_KNOWN = 50

/** An interval as "−7 to −1", or nothing where it cannot be said. */
export function rangeText(
  range: Pick<FigureRange, 'low' | 'high'> | null,
  text: (value: number) => string,
): string {
  if (range === null || range.low === null || range.high === null) return ''
  return t.range(text(range.low), text(range.high))
}

/** How many days a preview spans, at least one, not rounded: what reviews a day are counted over. */
export function daysOf({ starts_at, ends_at }: Pick<Preview, 'starts_at' | 'ends_at'>): number {
  if (starts_at === null || ends_at === null) return 1
  return Math.max(1, (Date.parse(ends_at) - Date.parse(starts_at)) / 86_400_000)
}
