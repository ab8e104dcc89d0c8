import { Link } from '@tanstack/react-router'
import {
  CreditCard,
  Globe,
  Hash,
  type LucideIcon,
  Mail,
  Network,
  Smartphone,
  Store,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { TransactionDetail } from '@/lib/api.gen'
import { when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, review as t } from '@/messages/en'
import { Others } from './Others'

/** What is known of the order, beside the reasons; what was not sent is left out. */
export function Facts({ item }: { item: TransactionDetail }) {
  const zone = useMe().merchant.time_zone
  const opened = item.customer_created_at && when(item.customer_created_at, zone, 'exact')
  const sent: [LucideIcon, string, string | null, string?][] = [
    [Smartphone, t.device, item.device],
    [CreditCard, t.card, item.card, item.card_bin ? t.cardBin(item.card_bin) : undefined],
    [Globe, t.country, item.country && countryName(item.country)],
    [Network, t.ip, item.ip],
    [Mail, t.email, item.email],
    [Store, t.terminal, item.terminal],
    [Hash, t.externalId, item.external_id],
  ]
  const extra = Object.entries(item.extra)
  return (
    <>
      {item.customer && (
        <Section title={item.customer} note={opened ? t.since(opened) : t.customer}>
          <Others customer={item.customer} except={item.id} />
        </Section>
      )}
      <Section title={t.details}>
        <ul className="flex flex-col gap-3">
          {sent.map(
            ([Icon, label, value, note]) =>
              value && (
                <li key={label} className="flex gap-2.5">
                  <Icon aria-hidden="true" size={16} className="mt-0.5 text-ink-3" />
                  <div className="min-w-0">
                    <p className="text-base break-words">{value}</p>
                    <p className="text-xs text-ink-3">
                      {[label, note].filter(Boolean).join(' · ')}
                    </p>
                  </div>
                </li>
              ),
          )}
        </ul>
        <p className="mt-3 text-sm text-ink-2">
          {t.scoredAs(common.weekdays[item.day_of_week] ?? '', String(item.hour).padStart(2, '0'))}
        </p>
      </Section>
      {extra.length > 0 && (
        <Section title={t.extra}>
          <dl className="flex flex-col gap-1 text-sm">
            {extra.map(([name, value]) => (
              <div key={name} className="flex flex-wrap justify-between gap-x-3">
                <dt className="text-ink-3">{name}</dt>
                <dd className="min-w-0 break-words">
                  {typeof value === 'string' ? value : JSON.stringify(value)}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <Link
        to="/transactions/$id"
        params={{ id: String(item.id) }}
        className="self-start text-sm text-accent underline underline-offset-4"
      >
        {t.open}
      </Link>
    </>
  )
}

function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-md font-semibold break-words">{title}</h3>
      {note && <p className="text-xs text-ink-3">{note}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** GB as "United Kingdom (GB)"; a code that nobody assigned stays as it is. */
function countryName(code: string): string {
  const name = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' }).of(code)
  return name ? `${name} (${code})` : code
}
