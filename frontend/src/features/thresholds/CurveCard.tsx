import { ChartFrame } from '@/charts/ChartFrame'
import { Curve } from '@/charts/Curve'
import type { Preview } from '@/lib/api.gen'
import { money, plain } from '@/lib/format'
import { ENOUGH_KNOWN } from '@/lib/preview'
import { thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { type CurvePoint, curveOf, type Lines, type Orders } from './lines'

interface CurveCardProps {
  preview: Preview
  orders: Orders
  lines: Lines
  onMove: (lines: Lines) => void
}

/** What every block line would have saved while review starts where it is. */
export function CurveCard({ preview, orders, lines, onMove }: CurveCardProps) {
  const { review, block } = lines
  if (preview.labelled < ENOUGH_KNOWN) {
    return (
      <Card title={t.curve}>
        <p className="text-sm text-ink-2">{t.curveNeeds}</p>
      </Card>
    )
  }
  const now = preview.now.lines.block
  const points = curveOf(orders, review, [block, now])
  const saves = (amount: number) => money(amount, preview.currency, 'whole')
  const best = points.reduce((most, one) => (one.saving > most.saving ? one : most))
  const chosen = points.find((point) => point.block === block) ?? best
  const saved = Number(preview.now.net_saving)
  const rows = (point: CurvePoint) => [
    { name: t.netSaving, value: saves(point.saving) },
    { name: t.againstNow, value: saves(point.saving - saved) },
  ]
  return (
    <Card title={t.curve} flush>
      <div className="px-4 pb-4">
        <ChartFrame
          label={t.curve}
          lead={[
            t.ifReview(plain(review)),
            t.most(saves(best.saving), plain(best.block)),
            t.curveHow,
          ].join(' ')}
          data={{
            head: [t.blockLine, t.netSaving, t.againstNow],
            rows: points.map((point) => [
              plain(point.block),
              ...rows(point).map(({ value }) => value),
            ]),
          }}
        >
          <Curve
            label={t.curveFinding(saves(chosen.saving), plain(block))}
            cursor={t.curvePoint}
            points={points.map((point) => ({ at: point.block, value: point.saving }))}
            axis={{ format: (value) => money(value, preview.currency, 'compact') }}
            across={plain}
            now={now === block ? null : { at: now, text: t.nowAt(plain(now)) }}
            chosen={{ at: block, value: chosen.saving, text: saves(chosen.saving) }}
            describe={(index) => {
              const point = points[index] ?? best
              return { title: t.blockAt(plain(point.block)), rows: rows(point) }
            }}
            onOpen={(index) => onMove({ review, block: points[index]?.block ?? block })}
          />
        </ChartFrame>
      </div>
    </Card>
  )
}
