import { Link } from '@tanstack/react-router'
import { ChartFrame } from '@/charts/ChartFrame'
import { Histogram } from '@/charts/Histogram'
import type { Dashboard } from '@/lib/api.gen'
import { count, percent, plain } from '@/lib/format'
import { overview as t } from '@/messages/en'
import { Card } from '@/ui/Card'

const STEP = 5
const EMPTY = { approve: 0, review: 0, block: 0 }

/** How the scores of the period spread over what happens: approved, reviewed, blocked. */
export function ScoreSpread({ dashboard }: { dashboard: Dashboard }) {
  const { figures, histogram, policy, period } = dashboard
  const total = figures.transactions.now
  const steps = Array.from({ length: 100 / STEP }, (_, index) => {
    const floor = index * STEP
    return histogram.find((bin) => bin.floor === floor) ?? { floor, ...EMPTY }
  })
  const share = (part: number) => percent(part / (total || 1))
  const shares = [
    { name: t.approved, part: total - figures.flagged.now, fill: 'bg-low' },
    { name: t.reviewed, part: figures.reviewed.now, fill: 'bg-elevated' },
    { name: t.blocked, part: figures.blocked.now, fill: 'bg-critical' },
  ]
  const [approved = '', reviewed = '', blocked = ''] = shares.map(({ part }) => share(part))
  const orders = t.orders(total, count(total))
  const rows = (step: (typeof steps)[number]) => [
    { name: t.approved, value: count(step.approve) },
    { name: t.reviewed, value: count(step.review) },
    { name: t.blocked, value: count(step.block) },
  ]
  return (
    <Card
      title={t.spread}
      action={
        <Link
          to="/rules/thresholds"
          className="target rounded-sm text-sm font-medium text-accent hover:underline"
        >
          {t.adjust}
        </Link>
      }
    >
      <div className="-mt-3">
        <ChartFrame
          label={t.spread}
          lead={t.spreadNote(orders, t.periods[period].long)}
          data={{
            head: [t.score, t.approved, t.reviewed, t.blocked],
            rows: steps.map((step) => [
              t.steps(step.floor, step.floor + STEP),
              ...rows(step).map((row) => row.value),
            ]),
          }}
        >
          <Histogram
            label={t.spreadFinding(approved, reviewed, blocked, orders)}
            cursor={t.score}
            steps={steps}
            lines={[
              { at: policy.review_line, text: t.reviewFrom(plain(policy.review_line)) },
              { at: policy.block_line, text: t.blockFrom(plain(policy.block_line)) },
            ]}
            describe={(index) => {
              const step = steps[index] ?? { floor: 0, ...EMPTY }
              return { title: t.steps(step.floor, step.floor + STEP), rows: rows(step) }
            }}
          />
        </ChartFrame>
      </div>
      <p className="mt-1 text-xs text-ink-3">{t.squareRoot}</p>
      <dl className="mt-3 grid grid-cols-3 gap-2 border-t border-line pt-3">
        {shares.map(({ name, part, fill }) => (
          <div key={name}>
            <dt className="flex items-center gap-2 text-xs text-ink-2">
              <span className={`size-2 rounded-[2px] ${fill}`} />
              {name}
            </dt>
            <dd className="text-lg font-semibold tabular-nums">
              {share(part)}
              <span className="block text-xs font-normal text-ink-3">{count(part)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
