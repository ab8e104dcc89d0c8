import { AttemptStrip } from '@/charts/AttemptStrip'
import { ChartFrame } from '@/charts/ChartFrame'
import type { Pace as PaceOf, TransactionDetail } from '@/lib/api.gen'
import { count, money, plain, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { order as t, transactions } from '@/messages/en'
import { FigureTable } from '@/ui/FigureTable'
import { Section } from './Section'

const DAY_H = 24
/** From this many times the usual on, and at least two, a pace is worth a colour. */
const FAST = 3

interface PaceProps {
  order: TransactionDetail
  pace: PaceOf
}

/** How quickly orders came: the last day as a strip, and three windows against the usual. */
export function Pace({ order, pace }: PaceProps) {
  const zone = useMe().merchant.time_zone
  const end = Date.parse(order.occurred_at)
  const attempts = pace.attempts
    .map((one) => ({ ...one, hours: (end - Date.parse(one.at)) / 3_600_000 }))
    .filter((one) => one.hours <= DAY_H)
    .reverse()
  const rows = attempts.map((one) => ({
    title: when(one.at, zone, 'short'),
    rows: [
      { name: t.amount, value: money(one.amount, one.currency) },
      {
        name: t.decision,
        value: one.id === order.id ? t.thisOrder : transactions.decisions[one.decision],
      },
    ],
  }))
  const label = t.paceOf[pace.of](t.attempts(attempts.length, count(attempts.length)))
  return (
    <Section title={t.pace}>
      <ChartFrame
        label={t.pace}
        lead={label}
        data={{
          head: [t.when, t.amount, t.decision],
          rows: rows.map((row) => [row.title, ...row.rows.map(({ value }) => value)]),
        }}
      >
        <AttemptStrip
          label={label}
          cursor={t.pace}
          hours={DAY_H}
          from={t.hoursAgo(DAY_H)}
          until={t.nowAxis}
          attempts={attempts.map((one) => ({
            key: String(one.id),
            hours: Math.max(one.hours, 0),
            mark: one.id === order.id ? 'this' : one.decision === 'block' ? 'blocked' : 'other',
          }))}
          describe={(index) => rows[index] ?? { title: '', rows: [] }}
        />
      </ChartFrame>
      <div className="mt-2">
        <FigureTable
          head={[t.window, t.now, t.usual]}
          rows={pace.windows.map(({ window, now, usual }) => {
            const isFast = now >= 2 && usual !== null && now >= FAST * usual
            return {
              name: t.windows[window] ?? window,
              values: [
                <span key="now" className={`font-semibold ${isFast ? 'text-high-text' : ''}`}>
                  {count(now)}
                </span>,
                <span key="usual" className="text-ink-2">
                  {usual === null ? '–' : plain(Math.round(usual * 10) / 10)}
                </span>,
              ],
            }
          })}
        />
      </div>
    </Section>
  )
}
