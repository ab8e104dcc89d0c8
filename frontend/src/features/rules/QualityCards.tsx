import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import type { RuleDetail } from '@/lib/api.gen'
import { rule as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Segmented } from '@/ui/Segmented'
import { Skeleton } from '@/ui/Skeleton'
import { HitRows } from './HitRows'
import { Overlap } from './Overlap'
import { Quality } from './Quality'
import { qualityOptions } from './query'
import { PERIODS } from './search'

interface QualityCardsProps {
  rule: RuleDetail
  days: number
  onDays: (days: number) => void
}

/** How right a rule is over a period: what became of its hits, what else hit them, rows to open. */
export default function QualityCards({ rule, days, onDays }: QualityCardsProps) {
  const answer = useQuery({
    ...qualityOptions(rule.id, days),
    placeholderData: keepPreviousData,
  })
  const { data, error, isPlaceholderData: isOld } = answer
  return (
    <>
      <Card
        title={t.quality}
        action={
          <Segmented
            label={t.period}
            value={String(days)}
            options={PERIODS.map((value) => ({
              value: String(value),
              label: t.periods[value],
              spoken: t.spokenPeriods[value],
            }))}
            onChange={(value) => onDays(Number(value))}
          />
        }
        flush
      >
        {data ? (
          <div aria-busy={isOld || undefined} className={clsx(isOld && 'dim')}>
            <Quality quality={data} effect={rule.effect} points={rule.points} />
          </div>
        ) : error ? (
          <ErrorState title={t.qualityFailed} error={error} onRetry={() => void answer.refetch()} />
        ) : (
          <div className="p-4 pt-2">
            <p role="status" className="mb-3 text-sm text-ink-2">
              {t.working}
            </p>
            <Skeleton className="h-32" />
          </div>
        )}
      </Card>
      {data && data.hits > 0 && (
        <>
          <HitRows quality={data} isOld={isOld} />
          <Overlap quality={data} isOld={isOld} />
        </>
      )}
    </>
  )
}
