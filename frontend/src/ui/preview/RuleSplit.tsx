import { clsx } from 'clsx'
import type { RuleCaught } from '@/lib/api.gen'
import { count, money, percent } from '@/lib/format'
import { preview as t } from '@/messages/en'
import { PreviewRows } from './PreviewRows'

interface RuleSplitProps {
  caught: Omit<RuleCaught, 'sentence'>
  currency: string
  dim?: boolean
  /** Without the orders to open, where the place is small. */
  brief?: boolean
  /** In place of "It would have caught …": of hits that did happen. */
  lead?: string
}

const PARTS = [
  ['fraud', t.outcomes.fraud, 'bg-critical'],
  ['good', t.outcomes.legitimate, 'bg-low'],
  ['unknown', t.unknown, 'bg-series-2'],
] as const

/** What a rule holds for: fraud, good and unknown, how right it is, and the orders to open. */
export function RuleSplit({ caught, currency, dim = false, brief = false, lead }: RuleSplitProps) {
  if (caught.payments === 0) {
    return <p className={clsx('px-4 text-sm text-ink-2', dim && 'dim')}>{t.caughtNone}</p>
  }
  const { payments, amount, precision } = caught
  const said = t.split(count(caught.fraud), count(caught.good), count(caught.unknown))
  return (
    <div className={clsx('flex flex-col gap-3', dim && 'dim')} aria-busy={dim || undefined}>
      <div className="flex flex-col gap-2 px-4">
        <p className="text-md font-semibold tabular-nums">
          {lead ?? `${t.caughtOf(payments, count(payments), money(amount, currency, 'whole'))}.`}
        </p>
        <div role="img" aria-label={said} className="flex h-3 gap-px overflow-hidden rounded-sm">
          {PARTS.map(([part, , fill]) => (
            <span key={part} className={fill} style={{ flexGrow: caught[part] / payments }} />
          ))}
        </div>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2 tabular-nums">
          {PARTS.map(([part, name, fill]) => (
            <li key={part} className="inline-flex items-center gap-2">
              <span className={clsx('size-2.5 rounded-[2px]', fill)} />
              {name} <span className="font-semibold text-ink">{count(caught[part])}</span>
            </li>
          ))}
        </ul>
        <p title={t.precisionHint} className="text-sm text-ink-2 tabular-nums">
          {rightness(precision)}
        </p>
      </div>
      {!brief && <PreviewRows label={t.caught} rows={caught.sample} total={payments} />}
    </div>
  )
}

function rightness({ value, low, high, of }: RuleCaught['precision']): string {
  if (value === null || low === null || high === null) return t.precisionNone
  return t.precision(percent(value, 0), count(of), percent(low, 0), percent(high, 0))
}
