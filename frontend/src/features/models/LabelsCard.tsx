import { Link } from '@tanstack/react-router'
import type { LabelCounts } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { common, models as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { Progress } from '@/ui/Progress'

const SOURCES = ['chargeback', 'customer', 'refund', 'reviewer'] as const

/** Who said what was fraud, and how far that is on the way to a chance of fraud. */
export function LabelsCard({ labels }: { labels: LabelCounts }) {
  const { total, fraud, legitimate, by_source } = labels
  if (total === 0) {
    return (
      <Card title={t.sources} flush>
        <EmptyState
          kind="first-use"
          title={t.noLabels}
          text={t.noLabelsText}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Link to="/uploads/labels" className={buttonClass('primary')}>
                {t.uploadLabels}
              </Link>
              <ToDocs />
            </div>
          }
        />
      </Card>
    )
  }
  const ways = [
    {
      text: t.towards(count(labels.held_back), count(labels.needed_for_probability)),
      done: labels.held_back,
      total: labels.needed_for_probability,
    },
    {
      text: t.towardsFraud(
        count(labels.held_back_fraud),
        count(labels.needed_fraud_for_probability),
      ),
      done: labels.held_back_fraud,
      total: labels.needed_fraud_for_probability,
    },
  ].filter((way) => way.done < way.total)
  return (
    <Card title={t.sources} note={t.sourcesNote}>
      <Facts
        facts={SOURCES.map((source) => [
          common.sources[source],
          <Share key={source} part={by_source[source] ?? 0} of={total} />,
        ])}
      />
      <p className="pt-3 text-sm text-ink-2 tabular-nums">
        {t.inAll(count(total), count(fraud), count(legitimate))}
      </p>
      {ways.map((way) => (
        <div key={way.text} className="flex flex-col gap-1.5 pt-3">
          <Progress label={way.text} done={way.done} total={way.total} />
          <p className="text-xs text-ink-3 tabular-nums">{way.text}</p>
        </div>
      ))}
      <div className="pt-4">
        <ToDocs />
      </div>
    </Card>
  )
}

function ToDocs() {
  return (
    <Link to="/docs/$page" params={{ page: 'feedback' }} className={buttonClass('plain', 's')}>
      {t.sendLabels}
    </Link>
  )
}

/** A count with its bar, so that the sources can be compared at a glance. */
function Share({ part, of }: { part: number; of: number }) {
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden="true" className="h-2 flex-1 overflow-hidden rounded-[2px] bg-sunken">
        <span
          className="block h-full bg-series-1"
          style={{ width: `${(100 * part) / Math.max(of, 1)}%` }}
        />
      </span>
      <span className="w-12 text-right tabular-nums">{count(part)}</span>
    </span>
  )
}
