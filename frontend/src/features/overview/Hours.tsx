import { ChartFrame } from '@/charts/ChartFrame'
import { HourBars } from '@/charts/HourBars'
import { shareRange } from '@/charts/range'
import type { Hour } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { overview as t } from '@/messages/en'

const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`

/** An hour with fewer orders is named as the worst only where no other was flagged. */
const ENOUGH = 30
const rank = (hour: Hour) => (hour.transactions >= ENOUGH ? 1 : 0)

/** The share of flagged orders in each hour of the day. */
export function Hours({ hours }: { hours: readonly Hour[] }) {
  const all = Array.from({ length: 24 }, (_, hour) => {
    const { transactions, flagged } = hours.find((each) => each.hour === hour) ?? {
      transactions: 0,
      flagged: 0,
    }
    return {
      hour,
      transactions,
      flagged,
      tick: String(hour).padStart(2, '0'),
      share: transactions ? flagged / transactions : 0,
      range: transactions ? shareRange(flagged, transactions) : null,
    }
  })
  const worst = all
    .filter((each) => each.flagged > 0)
    .sort((a, b) => rank(b) - rank(a) || b.share - a.share)[0]
  if (!worst) return <p className="text-sm text-ink-3">{t.noneFlagged}</p>

  const texts = all.map((each) => ({
    title: t.between(clock(each.hour), clock(each.hour + 1)),
    rows: [
      { name: t.share, value: each.transactions ? percent(each.share) : t.none },
      ...(each.range
        ? [{ name: t.rangeHead, value: t.range(percent(each.range[0]), percent(each.range[1])) }]
        : []),
      { name: t.flagged, value: count(each.flagged) },
      { name: t.ordersHead, value: count(each.transactions) },
    ],
  }))
  const finding = t.hourFinding(
    t.between(clock(worst.hour), clock(worst.hour + 1)),
    percent(worst.share),
  )
  return (
    <>
      <ChartFrame
        label={t.flaggedByHour}
        lead={finding}
        data={{
          head: [t.hour, t.share, t.rangeHead, t.flagged, t.ordersHead],
          rows: all.map((each) => [
            clock(each.hour),
            each.transactions ? percent(each.share) : t.none,
            each.range ? t.range(percent(each.range[0]), percent(each.range[1])) : '',
            count(each.flagged),
            count(each.transactions),
          ]),
        }}
      >
        <HourBars
          label={`${t.flaggedByHour}. ${finding}`}
          cursor={t.hour}
          hours={all}
          axis={{ format: (value) => percent(value) }}
          describe={(index) => texts[index] ?? { title: '', rows: [] }}
        />
      </ChartFrame>
      {all.some((each) => each.range) && (
        <p className="mt-1 text-xs text-ink-3">{t.uncertainLine}</p>
      )}
    </>
  )
}
