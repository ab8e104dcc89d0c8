import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { $api } from '@/lib/api'
import { count, money, score } from '@/lib/format'
import { useOfflineSince } from '@/lib/online'
import { common, palette as t } from '@/messages/en'
import type { Option } from './options'

const PAUSE_MS = 150
const LEAST = 2
const SHOWN = 5

interface Found {
  options: Option[]
  state: 'idle' | 'searching' | 'failed' | 'offline' | 'done'
}

/** Orders and customers that match what was typed, after a short pause. */
export function useFound(typed: string): Found {
  const text = useSettled(typed.trim())
  const navigate = useNavigate()
  const offline = useOfflineSince() !== null
  const enabled = text.length >= LEAST && !offline
  const query = { text, limit: SHOWN }
  const options = { enabled, placeholderData: keepPreviousData, retry: false } as const
  const orders = $api.useQuery('get', '/api/transactions', { params: { query } }, options)
  const customers = $api.useQuery('get', '/api/customers', { params: { query } }, options)

  if (typed.trim().length < LEAST) return { options: [], state: 'idle' }
  if (offline) return { options: [], state: 'offline' }
  if (orders.error || customers.error) return { options: [], state: 'failed' }
  if (text !== typed.trim() || orders.isFetching || customers.isFetching) {
    return { options: [], state: 'searching' }
  }
  const rows = orders.data?.items ?? []
  const found: Option[] = rows.map((row) => ({
    id: `order-${row.id}`,
    group: 'orders',
    label: [money(row.amount, row.currency), row.customer].filter(Boolean).join(' · '),
    note: [row.external_id, common.decisions[row.decision], score(row.score)]
      .filter(Boolean)
      .join(' · '),
    run: () => void navigate({ to: '/transactions/$id', params: { id: String(row.id) } }),
  }))
  if (rows.length) {
    found.push({
      id: 'orders-all',
      group: 'orders',
      label: t.allMatching(text),
      run: () => void navigate({ to: '/transactions', search: { text } }),
    })
  }
  for (const { customer, orders: number } of customers.data?.items ?? []) {
    found.push({
      id: `customer-${customer}`,
      group: 'customers',
      label: customer,
      note: t.customer(number, count(number)),
      run: () => void navigate({ to: '/customers/$id', params: { id: customer } }),
    })
  }
  return { options: found, state: 'done' }
}

/** `value` once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
