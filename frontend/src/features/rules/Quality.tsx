import type { RuleQuality } from '@/lib/api.gen'
import { count, money, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { rule as t } from '@/messages/en'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { RuleSplit } from '@/ui/preview/RuleSplit'
import type { Effect } from './search'

interface QualityProps {
  quality: RuleQuality
  effect: Effect
  points: number
}

/** What became of a rule's hits, in orders and in money, each with how many it rests on. */
export function Quality({ quality, effect, points }: QualityProps) {
  const zone = useMe().merchant.time_zone
  const isStored = quality.source === 'stored'
  const { hits, currency } = quality
  const period = t.from(when(quality.starts_at, zone, 'date'), when(quality.ends_at, zone, 'date'))
  if (hits === 0) {
    return (
      <EmptyState
        kind="no-match"
        title={isStored ? t.noHits : t.noComputed}
        text={`${period}. ${t.noHitsText}`}
      />
    )
  }
  const worth = money(quality.amount, currency, 'whole')
  const caught = {
    payments: hits,
    fraud: quality.fraud,
    good: quality.good,
    unknown: quality.unknown,
    amount: quality.amount,
    precision: quality.precision,
    sample: quality.rows,
  }
  const helps = effect === 'approve' ? t.lets : effect === 'points' && points < 0 ? t.lowers : null
  return (
    <div className="flex flex-col gap-4 pb-4">
      <RuleSplit
        caught={caught}
        currency={currency}
        lead={(isStored ? t.firedOn : t.wouldFire)(hits, count(hits), worth)}
        brief
      />
      <div className="flex flex-col gap-3 px-4">
        {helps && <p className="text-sm text-ink-2">{helps}</p>}
        <Facts
          facts={[
            [t.fraudMoney, moneyOf(quality.fraud_amount, quality.fraud, currency)],
            [t.goodMoney, moneyOf(quality.good_amount, quality.good, currency)],
            [t.decided, effect !== 'points' && decided(quality)],
            [t.wrong, isStored && t.wrongOf(count(quality.wrong), count(hits))],
          ]}
        />
        <p className="text-xs text-ink-3">
          {period}. {isStored ? t.stored : t.computed}.
        </p>
      </div>
    </div>
  )
}

const moneyOf = (amount: string, number: number, currency: string) =>
  number > 0 && t.moneyOf(money(amount, currency, 'whole'), number, count(number))

function decided({ decided: by, hits }: RuleQuality): string | null {
  if (by === null) return null
  return by === hits ? t.decidedAll(count(hits)) : t.decidedOf(count(by), count(hits))
}
