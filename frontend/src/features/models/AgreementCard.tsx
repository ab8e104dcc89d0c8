import { Link } from '@tanstack/react-router'
import type { ReviewAgreement } from '@/lib/api.gen'
import { count, percent, plain } from '@/lib/format'
import { models as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { Progress } from '@/ui/Progress'

/** How far reviewers decide alike: how much of what they say a model can learn. */
export function AgreementCard({ of }: { of: ReviewAgreement }) {
  const { pairs, agreed, kappa, needed } = of
  if (pairs === 0) {
    return (
      <Card title={t.agreement} flush>
        <EmptyState
          kind="first-use"
          title={t.agreementEmpty}
          text={t.agreementEmptyText(count(needed))}
          action={
            <Link to="/settings/review" className={buttonClass('plain')}>
              {t.toSecondOpinions}
            </Link>
          }
        />
      </Card>
    )
  }
  return (
    <Card title={t.agreement} note={t.agreementNote}>
      <Facts
        facts={[
          [t.agreementTwice, count(pairs)],
          [t.agreementAlike, t.agreementAlikeOf(count(agreed), percent(agreed / pairs, 0))],
          [t.kappa, kappa && t.kappaRange(short(kappa.value), short(kappa.low), short(kappa.high))],
        ]}
      />
      <p className="pt-3 text-sm text-ink-2 tabular-nums">{said(of)}</p>
      {needed > 0 && (
        <div className="pt-2">
          <Progress label={t.agreementWay} done={pairs} total={pairs + needed} />
        </div>
      )}
    </Card>
  )
}

function said({ kappa, needed }: ReviewAgreement): string {
  if (needed > 0) return t.agreementNeeds(needed, count(needed))
  return kappa ? t.kappaText : t.kappaSame
}

/** Its interval is far wider than a third decimal. */
const short = (value: number) => plain(Math.round(100 * value) / 100)
