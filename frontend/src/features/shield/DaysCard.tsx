import { useNavigate } from '@tanstack/react-router'
import { ChartFrame } from '@/charts/ChartFrame'
import { DailyBars } from '@/charts/DailyBars'
import type { Shield } from '@/lib/api.gen'
import { compact, count, when } from '@/lib/format'
import { shield as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { doneOn } from './words'

/** What it stopped, or would have, day by day; a day leads to its orders. */
export default function DaysCard({ shield: { mode, days } }: { shield: Shield }) {
  const navigate = useNavigate()
  // A day has the same name everywhere: it must not be moved into a zone.
  const name = (day: string) => when(`${day}T12:00:00Z`, 'UTC', 'day')
  const bars = days.map((day) => ({
    key: day.day,
    tick: name(day.day),
    value: doneOn(mode, day),
    before: null,
  }))
  const texts = days.map((day) => ({
    title: name(day.day),
    rows: [
      { name: t.caught, value: count(day.caught) },
      { name: t.stoppedOf, value: count(day.stopped) },
    ],
  }))
  const top = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), {
    tick: '',
    value: 0,
  })
  const finding = top.value ? t.most(count(top.value), top.tick) : t.noneOf
  const label = mode === 'shadow' ? t.perDay.caught : t.perDay.stopped
  return (
    <Card title={t.daysTitle}>
      <ChartFrame
        label={label}
        lead={`${label}: ${finding}.`}
        data={{
          head: [t.day, t.caught, t.stoppedOf],
          rows: texts.map((text) => [text.title, ...text.rows.map((row) => row.value)]),
        }}
      >
        <DailyBars
          label={`${label}: ${finding}.`}
          cursor={`${t.day}. ${t.openDay}`}
          unit="day"
          bars={bars}
          axis={{ format: compact, whole: true }}
          describe={(index) => texts[index] ?? { title: '', rows: [] }}
          onOpen={(index) => {
            const day = days[index]?.day
            void navigate({ to: '/transactions', search: { burst: 'any', from: day, until: day } })
          }}
        />
      </ChartFrame>
    </Card>
  )
}
