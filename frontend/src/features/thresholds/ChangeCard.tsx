import { Link } from '@tanstack/react-router'
import type { Preview } from '@/lib/api.gen'
import { money, percent } from '@/lib/format'
import { useMayManage, useMe } from '@/lib/me'
import { thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { Saving } from '@/ui/preview/Saving'

interface ChangeCardProps {
  preview: Preview
  /** Counted by the page: the service has yet to say how sure that is. */
  isRangeDue: boolean
}

/** What the lines would have changed on past orders: the money first, then the figures. */
export function ChangeCard({ preview, isRangeDue }: ChangeCardProps) {
  const { policy, based_on } = preview
  return (
    <Card title={t.change} note={policy === based_on ? t.against(policy) : t.againstLive(policy)}>
      <div className="flex flex-col gap-3">
        <Saving preview={preview} isRangeDue={isRangeDue} />
        <PreviewFigures preview={preview} />
        <CostsLine />
      </div>
    </Card>
  )
}

function CostsLine() {
  const { costs, currency } = useMe().merchant
  const may = useMayManage()
  const exact = (amount: string) => money(amount, currency).replace(/\.00$/, '')
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-xs text-ink-3">
      <p>{t.costs(exact(costs.chargeback_fee), percent(costs.margin), exact(costs.review_cost))}</p>
      {may && (
        <Link
          to="/settings/costs"
          className="target rounded-sm font-medium text-accent hover:underline"
        >
          {t.changeCosts}
        </Link>
      )}
    </div>
  )
}
