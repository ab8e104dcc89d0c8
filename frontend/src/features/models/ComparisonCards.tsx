import { model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import type { useComparison } from './Challengers'
import { Differ } from './Differ'
import { Gate } from './Gate'
import { SideBySide } from './SideBySide'

/** How a challenger does: figures, whether it may be promoted, and where the two disagree. */
export default function ComparisonCards({ of }: { of: ReturnType<typeof useComparison> }) {
  const { data, error, refetch } = of
  if (!data && !error) return <Skeleton className="h-64" />
  if (!data) {
    return (
      <Card title={t.comparison} flush>
        <ErrorState title={t.comparisonFailed} error={error} onRetry={() => void refetch()} />
      </Card>
    )
  }
  return (
    <>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={t.comparison}>
          <SideBySide of={data} />
        </Card>
        <Card title={t.gate} note={data.gate.passed ? t.gatePassed : t.gateFailed}>
          <Gate of={data.gate} />
        </Card>
      </div>
      {data.payments > 0 && <Differ rows={data.differ} />}
    </>
  )
}
