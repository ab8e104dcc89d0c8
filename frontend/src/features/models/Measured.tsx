import { $api } from '@/lib/api'
import type { Calibration, Models } from '@/lib/api.gen'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { AgreementCard } from './AgreementCard'
import { CalibrationCard } from './CalibrationCard'
import { DriftCard } from './DriftCard'
import { QualityCard } from './QualityCard'
import type { Figure } from './search'

interface MeasuredProps {
  of: Models
  calibration: Calibration | null
  figure: Figure
  onFigure: (figure: Figure) => void
}

/** What was measured since: quality by week, whether the chance is right, how people agree, drift. */
export default function Measured({ of, calibration, figure, onFigure }: MeasuredProps) {
  const quality = $api.useQuery('get', '/api/models/quality')
  const agreement = $api.useQuery('get', '/api/reviews/agreement')
  const drift = $api.useQuery('get', '/api/models/drift')
  return (
    <>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {quality.data ? (
          <QualityCard
            weeks={quality.data.points}
            labels={of.labels.total}
            figure={figure}
            onFigure={onFigure}
          />
        ) : (
          <Missing title={t.quality} of={quality} />
        )}
        <CalibrationCard of={calibration} labels={of.labels} />
      </div>
      {agreement.data ? (
        <AgreementCard of={agreement.data} />
      ) : (
        <Missing title={t.agreement} of={agreement} />
      )}
      {drift.data ? <DriftCard of={drift.data} /> : <Missing title={t.drift} of={drift} />}
    </>
  )
}

interface MissingProps {
  title: string
  of: { error: unknown; refetch: () => unknown }
}

/** A panel without its data: still on the way, or failed by itself. */
function Missing({ title, of: { error, refetch } }: MissingProps) {
  if (!error) return <Skeleton className="h-64" />
  return (
    <Card title={title} flush>
      <ErrorState error={error} onRetry={() => void refetch()} />
    </Card>
  )
}
