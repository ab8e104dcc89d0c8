import type { TransactionDetail } from '@/lib/api.gen'
import { count, frequency, money, percent } from '@/lib/format'
import { common, review as t } from '@/messages/en'
import { BandMeter } from '@/ui/BandMeter'
import { Card } from '@/ui/Card'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'

/** How risky, what that means in money, and where the score stands against the policy. */
export function Call({ item }: { item: TransactionDetail }) {
  const { level, score, decision, policy, probability } = item
  return (
    <Card>
      <div className="@container">
        <div className="grid items-center gap-x-8 gap-y-3 @lg:grid-cols-2">
          <div>
            <p className={`flex items-center gap-2 text-base font-medium ${LEVEL_TEXT[level]}`}>
              <LevelGlyph level={level} />
              {common.levelRisk[level]}
            </p>
            <p className="mt-1 text-xl font-semibold">
              {probability === null ? t.calls[decision] : t.chance(percent(probability, 0))}
            </p>
            <p className="mt-1 text-base text-ink-2">
              {probability !== null && t.frequency(frequency(probability))} {stakes(item)}
            </p>
            {probability === null && <p className="mt-1 text-xs text-ink-3">{t.notCalibrated}</p>}
          </div>
          <BandMeter
            score={score}
            decision={decision}
            reviewLine={policy.review_line}
            blockLine={policy.block_line}
          />
        </div>
      </div>
    </Card>
  )
}

/** What either mistake would cost, as far as it is known without a calibrated chance. */
function stakes({ amount, currency, decision, policy }: TransactionDetail): string {
  if (decision === 'approve') return t.callApprove(count(policy.review_line))
  if (decision === 'block') return t.callBlock(count(policy.block_line))
  return Number(amount) === 0 ? t.risksNothing : t.risks(money(amount, currency))
}
