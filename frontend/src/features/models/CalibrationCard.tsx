import { ChartFrame } from '@/charts/ChartFrame'
import { Reliability } from '@/charts/Reliability'
import type { Calibration, LabelCounts } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { labelsText, probabilityNeeds } from './headline'

interface CalibrationCardProps {
  /** Null where no chance is said. */
  of: Calibration | null
  labels: LabelCounts
}

/** Whether the chance that is said comes true; why none is said, as long as that is so. */
export function CalibrationCard({ of, labels }: CalibrationCardProps) {
  if (!of || of.curve.length === 0) {
    return (
      <Card title={t.calibration} flush>
        <EmptyState
          kind="first-use"
          title={t.calibrationEmpty}
          text={t.calibrationEmptyText(probabilityNeeds(labels))}
        />
      </Card>
    )
  }
  return (
    <Card title={t.calibration} note={t.calibrationNote}>
      <CalibrationChart of={of} />
    </Card>
  )
}

/** The curve, with how far off it is in words. */
export function CalibrationChart({ of }: { of: Calibration }) {
  const points = [...of.curve].sort((a, b) => a.mean_probability - b.mean_probability)
  const heads = [t.said, t.was, t.valueRange, t.orders]
  const rows = points.map((point) => [
    percent(point.mean_probability),
    percent(point.fraud_share),
    t.range(percent(point.low), percent(point.high)),
    count(point.n),
  ])
  const finding = findingOf(of)
  return (
    <>
      <ChartFrame label={t.calibration} lead={t.calibrationLead} data={{ head: heads, rows }}>
        <Reliability
          label={finding}
          cursor={t.said}
          points={points.map((point) => ({
            said: point.mean_probability,
            was: point.fraud_share,
            low: point.low,
            high: point.high,
          }))}
          describe={(index) => ({
            title: `${t.said} ${rows[index]?.[0]}`,
            rows: heads.slice(1).map((name, at) => ({ name, value: rows[index]?.[at + 1] ?? '' })),
          })}
        />
      </ChartFrame>
      <p className="pt-3 text-xs text-ink-2">{finding}</p>
    </>
  )
}

/** How far off the chance is, and how much it says more than the average would. */
function findingOf({ ece, brier, brier_base, labels }: Calibration): string {
  const better = brier !== null && brier_base ? 1 - brier / brier_base : 0
  return [
    ece !== null && t.calibrationLabel(percent(ece), labelsText(labels)),
    better > 0 && t.better(percent(better, 0)),
  ]
    .filter(Boolean)
    .join(' ')
}
