import type { Quality } from '@/lib/api.gen'
import { percent } from '@/lib/format'
import { models, model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { CalibrationChart } from './CalibrationCard'
import { QualityFigures } from './QualityFigures'

/** How well a model did on orders that were held back from its training. */
export function QualityOf({ of }: { of: Quality }) {
  const { recall_at_1pct_fpr: recall, calibration } = of
  return (
    <Card title={t.quality} note={t.qualityNote}>
      <div className="flex flex-col gap-4">
        <QualityFigures of={of} />
        {recall && (
          <p className="text-sm text-ink-3">
            {t.atOnePercent}:{' '}
            <span className="whitespace-nowrap text-ink tabular-nums">
              {percent(recall.mean, 0)} ({t.range(percent(recall.low, 0), percent(recall.high, 0))})
            </span>
          </p>
        )}
        {calibration && calibration.curve.length > 0 && (
          <div className="flex flex-col gap-2 border-t border-line pt-4">
            <h3 className="text-sm font-semibold">{models.calibration}</h3>
            <CalibrationChart of={calibration} />
          </div>
        )}
      </div>
    </Card>
  )
}
