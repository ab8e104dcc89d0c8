import { CreditCard, Globe, type LucideIcon, Mail, Smartphone, Store } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LinkedDetail, TransactionDetail } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { emailValues, type Listable, type ListSlot } from '@/lib/listable'
import { common, order as t, transactions } from '@/messages/en'
import { Section } from './Section'

interface LinkedFactsProps {
  order: TransactionDetail
  details: readonly LinkedDetail[]
  /** Blocks or allows what it stands beside. */
  List: ListSlot | undefined
}

const ICONS: Record<LinkedDetail['kind'], LucideIcon> = {
  device: Smartphone,
  card: CreditCard,
  ip: Globe,
  email: Mail,
  terminal: Store,
}
const KINDS: readonly LinkedDetail['kind'][] = ['device', 'card', 'ip', 'email', 'terminal']

/** What the order came with and who else used it; then the rest of what was sent. */
export function LinkedFacts({ order, details, List }: LinkedFactsProps) {
  const linked = KINDS.flatMap((kind) => details.filter((one) => one.kind === kind))
  return (
    <>
      {linked.length > 0 && (
        <Section title={t.linked}>
          <ul className="flex flex-col gap-3">
            {linked.map((detail) => (
              <Detail key={`${detail.kind}-${detail.value}`} detail={detail}>
                {List && <List values={listables(detail, order)} />}
              </Detail>
            ))}
          </ul>
        </Section>
      )}
      <Sent order={order} List={List} />
    </>
  )
}

/** As what a detail can stand on a list: a card also as its first digits. */
function listables({ kind, value }: LinkedDetail, { card_bin }: TransactionDetail): Listable[] {
  if (kind === 'email') return emailValues(value)
  const whole = { kind, value }
  return kind === 'card' && card_bin ? [whole, { kind: 'card_bin', value: card_bin }] : [whole]
}

function Detail({ detail, children }: { detail: LinkedDetail; children: ReactNode }) {
  const { kind, value, customers, frauds } = detail
  const Icon = ICONS[kind]
  const isShared = customers > 0
  const notes = [
    isShared ? t.alsoUsed(customers, count(customers)) : kind !== 'terminal' && t.onlyThis,
    frauds > 0 && t.frauds(frauds, count(frauds)),
  ].filter(Boolean)
  // A terminal serves everybody; anything else that others use as well is worth a look.
  const isTelling = frauds > 0 || (isShared && kind !== 'terminal')
  return (
    <li className="flex gap-2.5">
      <Icon
        aria-hidden="true"
        size={16}
        className={`mt-0.5 ${isTelling ? 'text-high-text' : 'text-ink-3'}`}
      />
      <div className="min-w-0 flex-1">
        <p className="text-base break-words">
          <span className="sr-only">{t.kinds[kind]}: </span>
          {value}
        </p>
        {notes.length > 0 && (
          <p className={`text-xs ${isTelling ? 'text-high-text' : 'text-ink-3'}`}>
            {notes.join(' · ')}
          </p>
        )}
      </div>
      {children && <div className="-my-1.5">{children}</div>}
    </li>
  )
}

/** What was sent besides, as it came. */
function Sent({ order, List }: Pick<LinkedFactsProps, 'order' | 'List'>) {
  const one = transactions.one
  const hour = String(order.hour).padStart(2, '0')
  const rows: readonly (readonly [name: string, value: string | null])[] = [
    [one.country, order.country],
    [one.externalId, order.external_id],
    [one.clock, one.clockValue(common.weekdays[order.day_of_week] ?? '', hour)],
    ...Object.entries(order.extra).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
  ]
  return (
    <Section title={t.sent}>
      <dl className="flex flex-col gap-2 text-sm">
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="flex flex-wrap justify-between gap-x-3">
                <dt className="text-ink-3">{name}</dt>
                <dd className="flex min-w-0 items-center gap-1 wrap-anywhere">
                  {value}
                  {List && name === one.country && (
                    <span className="-my-2">
                      <List values={[{ kind: 'country', value }]} />
                    </span>
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
    </Section>
  )
}
