import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { frequency, money, percent, score as scoreText, sentenceCase } from '@/lib/format'
import { decidedBy } from '@/lib/hits'
import { useMe } from '@/lib/me'
import { common, order as t } from '@/messages/en'
import { BandMeter } from '@/ui/BandMeter'
import { Card } from '@/ui/Card'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'
import { PolicyLink } from '@/ui/PolicyLink'

/** How risky, how often such orders were fraud, and what either mistake would cost. */
export function Call({ order }: { order: TransactionDetail }) {
  const { level, decision, policy, probability } = order
  return (
    <Card>
      <div className="@container">
        <div className="grid items-center gap-x-10 gap-y-3 @xl:grid-cols-[minmax(0,1fr)_minmax(0,19rem)]">
          <div className="min-w-0">
            <p className={`flex items-center gap-2 text-base font-medium ${LEVEL_TEXT[level]}`}>
              <LevelGlyph level={level} />
              {common.levelRisk[level]}
            </p>
            <h2 className="mt-0.5 text-xl font-semibold tracking-tight">
              {probability === null
                ? t.verdict[decision](scoreText(order.score))
                : t.likely(shareText(probability))}
            </h2>
            <p className="mt-1 text-base text-ink-2">
              {probability === null ? (
                <WhyNot />
              ) : (
                t.frequency(sentenceCase(frequency(probability)))
              )}{' '}
              <Stakes order={order} />
            </p>
          </div>
          <div>
            <BandMeter
              score={order.score}
              decision={decision}
              reviewLine={policy.review_line}
              blockLine={policy.block_line}
            />
            <p className="mt-1.5 flex flex-wrap gap-x-2 text-xs text-ink-3">
              {order.hits.some((hit) => hit.decides) && <span>{decidedBy(order)}</span>}
              <PolicyLink version={policy.version} />
            </p>
          </div>
        </div>
      </div>
    </Card>
  )
}

/** Never a decimal where there is a whole percent to say. */
const shareText = (share: number) => percent(share, share < 0.0095 ? 1 : 0)

function WhyNot() {
  return (
    <>
      {t.notCalibrated}{' '}
      <Link to="/models" className="text-accent underline underline-offset-2">
        {t.whyNot}
      </Link>
      .
    </>
  )
}

/**
 * What approving and what declining risks. With a chance the loss is what is to be expected, chance
 * × amount; without one all of it, if it is fraud. The merchant's costs are in its own currency.
 */
function Stakes({ order: { amount, currency, probability } }: { order: TransactionDetail }) {
  const { currency: own, costs } = useMe().merchant
  const isOwn = currency === own
  const loss = probability === null ? Number(amount) : Number(amount) * probability
  return (
    <>
      {t.approvingRisks}
      <strong className="font-semibold text-ink">
        {money(loss, currency, probability === null ? 'exact' : 'whole')}
      </strong>
      {probability === null && t.ifFraud}
      {isOwn && Number(costs.chargeback_fee) > 0 && t.fee(money(costs.chargeback_fee, own))};{' '}
      {t.decliningRisks}
      {isOwn && t.margin(money(Number(amount) * Number(costs.margin), own))}.
    </>
  )
}
