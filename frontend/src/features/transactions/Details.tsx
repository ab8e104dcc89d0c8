import {
  Clock,
  CreditCard,
  Globe,
  Hash,
  type LucideIcon,
  Mail,
  MapPin,
  Smartphone,
  Store,
} from 'lucide-react'
import type { TransactionDetail } from '@/lib/api.gen'
import { common, transactions } from '@/messages/en'
import { Card } from '@/ui/Card'

const t = transactions.one

/** What came with the order, as it was sent. What was not sent is not there. */
export function Details({ order }: { order: TransactionDetail }) {
  const clock = t.clockValue(
    common.weekdays[order.day_of_week] ?? '',
    String(order.hour).padStart(2, '0'),
  )
  const rows: { label: string; value: string | null; Icon: LucideIcon }[] = [
    { label: t.device, value: order.device, Icon: Smartphone },
    {
      label: order.card_bin ? t.bin(order.card_bin) : t.card,
      value: order.card ?? order.card_bin,
      Icon: CreditCard,
    },
    { label: t.country, value: order.country, Icon: MapPin },
    { label: t.email, value: order.email, Icon: Mail },
    { label: t.ip, value: order.ip, Icon: Globe },
    { label: t.terminal, value: order.terminal, Icon: Store },
    { label: t.clock, value: clock, Icon: Clock },
    { label: t.externalId, value: order.external_id, Icon: Hash },
  ]
  const extra = Object.entries(order.extra)
  return (
    <>
      <Card title={t.details}>
        <dl className="flex flex-col gap-3">
          {rows
            .filter((row) => row.value !== null)
            .map(({ label, value, Icon }) => (
              // The value is what one looks for, so it stands first on screen.
              <div key={label} className="grid grid-cols-[1.75rem_minmax(0,1fr)]">
                <dt className="col-start-2 row-start-2 text-xs text-ink-3">{label}</dt>
                <dd className="col-start-2 row-start-1 text-base break-words">
                  <Icon aria-hidden="true" size={16} className="float-left mt-1 -ml-7 text-ink-3" />
                  {value}
                </dd>
              </div>
            ))}
        </dl>
      </Card>
      {extra.length > 0 && (
        <Card title={t.extra}>
          <dl className="flex flex-col gap-2">
            {extra.map(([name, value]) => (
              <div key={name}>
                <dt className="text-xs break-words text-ink-3">{name}</dt>
                <dd className="text-base break-words">
                  {typeof value === 'string' ? value : JSON.stringify(value)}
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </>
  )
}
