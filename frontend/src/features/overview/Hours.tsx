import { ChartFrame } from '@/charts/ChartFrame'
import { HourGrid } from '@/charts/HourGrid'
import { sureShare } from '@/charts/range'
import type { Dashboard } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { common, overview as t } from '@/messages/en'

type Hour = Dashboard['hours'][number]

interface HoursProps {
  hours: readonly Hour[]
  known: boolean
  /** Narrows the page to an hour of the week. */
  onOpen: (shared: { weekday: number; hour: number }) => void
}

const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`
const cellName = (hour: Hour) =>
  t.cell(common.weekdays[hour.day_of_week] ?? '', clock(hour.hour), clock(hour.hour + 1))
const SHORT = common.weekdays.map((day) => day.slice(0, 3))

/** The share of fraud, or of flags while none is known, in each hour of each weekday. */
export function Hours({ hours, known, onOpen }: HoursProps) {
  const part = (hour: Hour) => (known ? hour.fraud : hour.flagged)
  // By the lower end of what the share may be: one flag of one order is no dark hour.
  const sure = (hour: Hour) => sureShare(part(hour), hour.transactions)
  const [worst] = hours.filter((hour) => part(hour) > 0).sort((a, b) => sure(b) - sure(a))
  if (!worst) return <p className="text-sm text-ink-3">{t.noneFlagged}</p>

  const at = (day: number, hour: number): Hour =>
    hours.find((one) => one.day_of_week === day && one.hour === hour) ?? {
      day_of_week: day,
      hour,
      transactions: 0,
      flagged: 0,
      fraud: 0,
    }
  const share = (hour: Hour) =>
    hour.transactions ? percent(part(hour) / hour.transactions) : t.none
  const head = known ? t.known : t.flagged
  const values = (hour: Hour) => [
    { name: t.share, value: share(hour) },
    { name: head, value: count(part(hour)) },
    { name: t.ordersHead, value: count(hour.transactions) },
  ]
  const finding = t.gridFinding(
    cellName(worst),
    share(worst),
    t.orders(worst.transactions, count(worst.transactions)),
  )
  const label = known ? t.byHour.fraud : t.byHour.flagged
  return (
    <>
      <ChartFrame
        label={label}
        lead={finding}
        data={{
          head: [t.hour, t.share, head, t.ordersHead],
          rows: hours.map((hour) => [cellName(hour), ...values(hour).map(({ value }) => value)]),
        }}
      >
        <HourGrid
          label={`${label}. ${finding}`}
          cursor={`${t.hour}. ${t.openHour}`}
          days={SHORT}
          shade={(day, hour) => {
            const cell = at(day, hour)
            return cell.transactions ? sure(cell) / sure(worst) : null
          }}
          describe={(day, hour) => {
            const cell = at(day, hour)
            return { title: cellName(cell), rows: values(cell) }
          }}
          onOpen={(weekday, hour) => onOpen({ weekday, hour })}
        />
      </ChartFrame>
      <p className="mt-1 text-xs text-ink-3">{t.gridNote}</p>
    </>
  )
}
