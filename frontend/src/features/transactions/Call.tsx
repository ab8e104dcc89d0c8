import type { TransactionDetail } from '@/lib/api.gen'
import { money, score as scoreText } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, transactions } from '@/messages/en'
import { BandMeter } from '@/ui/BandMeter'
import { Card } from '@/ui/Card'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'
import { Chance } from './Chance'

const t = transactions.one

/** How risky, what was decided, and what either mistake would cost. */
export function Call({ order }: { order: TransactionDetail }) {
  const { level, decision, policy } = order
  return (
    <Card>
      <div className="grid items-center gap-x-10 gap-y-2 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
        <div className="min-w-0">
          <p className={`flex items-center gap-2 text-base font-medium ${LEVEL_TEXT[level]}`}>
            <LevelGlyph level={level} />
            {common.levelRisk[level]}
          </p>
          <h2 className="mt-0.5 text-xl font-semibold tracking-tight">
            {t.verdict[decision](scoreText(order.score))}
          </h2>
          <p className="mt-1 text-base text-ink-2">
            <Chance order={order} /> <Stakes order={order} />
          </p>
        </div>
        <BandMeter
          score={order.score}
          decision={decision}
          reviewLine={policy.review_line}
          blockLine={policy.block_line}
        />
      </div>
    </Card>
  )
}

/** What approving and what declining risks; the merchant's costs are in the merchant's currency. */
function Stakes({ order }: { order: TransactionDetail }) {
  const { currency, costs } = useMe().merchant
  const strong = (sum: string | number) => (
    <strong className="font-semibold text-ink">{money(sum, order.currency)}</strong>
  )
  const known = order.currency === currency
  return (
    <>
      {t.approving}
      {strong(order.amount)}
      {known && t.fee(money(costs.chargeback_fee, currency))}
      {known ? (
        <>
          {t.declining}
          {strong(Number(order.amount) * costs.margin)}
        </>
      ) : (
        t.decliningOther
      )}
      .
    </>
  )
}
