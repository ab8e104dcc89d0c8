import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { ChartFrame, type LegendEntry } from '@/charts/ChartFrame'
import { DailyBars } from '@/charts/DailyBars'
import type { Pin } from '@/charts/pinned'
import type { Dashboard } from '@/lib/api.gen'
import { when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { dayOf } from '@/lib/zone'
import { overview as t } from '@/messages/en'
import { type FigureView, hasBefore } from './figures'
import { PAGES } from './notes'

const NotesDialog = lazily(() => import('./NotesDialog'))

/** One figure day by day, or hour by hour, against the period before; with notes on its days. */
export default function DayChart({ dashboard, view }: { dashboard: Dashboard; view: FigureView }) {
  const navigate = useNavigate()
  const { days, days_before, time_zone, period, ends_at } = dashboard
  const hourly = period === '24h'
  const name = (hourly ? t.per.hour : t.per.day)(view.label)
  const beforeName = t.before(t.periods[period].long)
  const compared = hasBefore(dashboard)
  const day = (at: string) => when(at, time_zone, hourly ? 'short' : 'day')
  const written = (value: number | null) => (value === null ? t.none : view.write(value))

  const bars = days.map((each, index) => {
    const earlier = days_before[index]
    return {
      key: each.starts_at,
      tick: when(each.starts_at, time_zone, hourly ? 'time' : 'day'),
      value: view.of(each),
      before: compared && earlier ? view.of(earlier) : null,
    }
  })
  const texts = bars.map((bar, index) => ({
    title: index === bars.length - 1 ? t.soFar(day(bar.key)) : day(bar.key),
    rows: [
      { name: view.label, value: written(bar.value) },
      ...(compared ? [{ name: beforeName, value: written(bar.before) }] : []),
    ],
  }))
  const legend: LegendEntry[] = [{ text: name, mark: 'series' }]
  if (compared) legend.push({ text: beforeName, mark: 'dashed' })

  const top = bars.reduce(
    (best, bar) => ((bar.value ?? 0) > (best?.value ?? 0) ? bar : best),
    bars[0],
  )
  const finding = top?.value ? t.highest(view.write(top.value), day(top.key)) : t.nothingInPeriod
  const label = `${t.chart(name, day(dashboard.starts_at), day(ends_at))}: ${finding}.`
  if (!top?.value && view.figure === t.none) {
    return <p className="py-8 text-center text-base text-ink-2">{view.note}</p>
  }
  return (
    <ChartFrame
      label={name}
      legend={legend}
      action={<AddNote dashboard={dashboard} />}
      data={{
        head: [hourly ? t.hour : t.day, view.label, ...(compared ? [beforeName] : [])],
        rows: texts.map((text) => [text.title, ...text.rows.map((row) => row.value)]),
      }}
    >
      <DailyBars
        label={label}
        cursor={`${hourly ? t.hour : t.day}. ${hourly ? t.openDayOfHour : t.openDay}`}
        unit={hourly ? 'hour' : 'day'}
        bars={bars}
        axis={view.axis}
        pins={pinsOf(dashboard)}
        describe={(index) => texts[index] ?? { title: '', rows: [] }}
        onOpen={(index) => {
          const at = dayOf(bars[index]?.key ?? ends_at, time_zone)
          void navigate({ to: '/transactions', search: { from: at, until: at } })
        }}
      />
    </ChartFrame>
  )
}

/** What happened in the period, on the bar of its day or hour. */
function pinsOf({ days, notes }: Dashboard): Pin[] {
  return notes.map((note) => {
    const after = days.findIndex((day) => day.starts_at > note.at)
    const index = (after === -1 ? days.length : after) - 1
    const begins = note.kind === 'model' || note.kind === 'policy'
    const to = PAGES[note.kind]
    return { index: Math.max(index, 0), text: note.text, begins, ...(to && { to }) }
  })
}

/** For whoever may write: a note on a day of the chart. */
function AddNote({ dashboard }: { dashboard: Dashboard }) {
  const [isOpen, setOpen] = useState(false)
  if (!useMe().scopes.includes('feedback')) return null
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="target underline decoration-line-strong underline-offset-4 hover:text-ink"
      >
        {t.addNote}
      </button>
      {isOpen && (
        <Suspense>
          <NotesDialog dashboard={dashboard} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
