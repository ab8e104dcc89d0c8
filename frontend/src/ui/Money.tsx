import { money } from '@/lib/format'
import { useMe } from '@/lib/me'

interface MoneyProps {
  amount: string
  /** Of the payment; the merchant's when left out. */
  currency?: string
  /** Without the cents. */
  whole?: boolean
}

export function Money({ amount, currency, whole = false }: MoneyProps) {
  const { merchant } = useMe()
  return (
    <span className="tabular-nums">
      {money(amount, currency ?? merchant.currency, whole ? 'whole' : 'exact')}
    </span>
  )
}
