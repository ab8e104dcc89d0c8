import { BandLine } from '@/charts/BandLine'
import { ChartFrame } from '@/charts/ChartFrame'
import type { QualityPoint } from '@/lib/api.gen'
import { count, percent, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Segmented } from '@/ui/Segmented'
import { labelsText } from './headline'
import { FIGURES, type Figure } from './search'

interface QualityCardProps {
  weeks: readonly QualityPoint[]
  /** How many labels there are in all, to say what is missing. */
  labels: number
  figure: Figure
  onFigure: (figure: Figure) => void
}

/** One figure of quality over the weeks, in the band it may really lie in. */
export function QualityCard({ weeks, labels, figure, onFigure }: QualityCardProps) {
  if (!weeks.some((week) => FIGURES.some((each) => week[each]))) {
    return (
      <Card title={t.quality} flush>
        <EmptyState
          kind="first-use"
          title={t.qualityEmpty}
          text={t.qualityEmptyText(labelsText(labels))}
        />
      </Card>
    )
  }
  return (
    <Card title={t.quality} note={t.qualityNote}>
      <div className="flex flex-col gap-3">
        <div>
          <Segmented
            label={t.qualityFigure}
            value={figure}
            options={FIGURES.map((value) => ({ value, label: t.figures[value] }))}
            onChange={onFigure}
          />
        </div>
        <Weeks weeks={weeks} figure={figure} />
      </div>
    </Card>
  )
}

const AXIS = { format: (share: number) => percent(share, 0) }

interface WeeksProps {
  weeks: readonly QualityPoint[]
  figure: Figure
}

function Weeks({ weeks, figure }: WeeksProps) {
  const zone = useMe().merchant.time_zone
  const points = weeks.map((week) => {
    const { mean, low, high, labels } = week[figure] ?? {}
    return {
      key: week.starts_at,
      tick: when(week.starts_at, zone, 'day'),
      value: mean ?? null,
      low: low ?? null,
      high: high ?? null,
      texts: [
        mean === undefined ? t.notMeasured : percent(mean),
        low === undefined || high === undefined ? '' : t.range(percent(low), percent(high)),
        count(labels ?? week.labels),
      ],
    }
  })
  const last = points.findLast((point) => point.value !== null)
  return (
    <ChartFrame
      label={t.quality}
      lead={t.figureLeads[figure]}
      data={{
        head: [t.week, t.figures[figure], t.valueRange, t.labels],
        rows: points.map(({ tick, texts }) => [tick, ...texts]),
      }}
    >
      <BandLine
        label={
          last ? t.qualityLabel(t.figures[figure], last.texts[0] ?? '', last.tick) : t.qualityEmpty
        }
        cursor={t.week}
        unit="week"
        points={points}
        axis={AXIS}
        describe={(index) => ({
          title: t.weekOf(points[index]?.tick ?? ''),
          rows: [t.figures[figure], t.valueRange, t.labels].map((name, at) => ({
            name,
            value: points[index]?.texts[at] ?? '',
          })),
        })}
      />
    </ChartFrame>
  )
}
