import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { Suspense } from 'react'
import type { Dashboard, NeedsYou } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { ago, count, duration, money } from '@/lib/format'
import { lazily } from '@/lib/online'
import { overview as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'

const SOON_S = 3600

// Seen while a shop is attacked, so nobody carries it on other days.
const BurstsNow = lazily(() => import('./BurstsNow'))
const BURST_PX = 56

/** Card testing under way, the five open reviews with most to lose, and the way to all of them. */
export function NeedsYouNow({ dashboard }: { dashboard: Dashboard }) {
  const { needs_you_now: items, open_reviews, shield } = dashboard
  const bursts = shield.under_way > 0 && (
    <Suspense fallback={<div style={{ height: shield.bursts.length * BURST_PX }} />}>
      <BurstsNow shield={shield} />
    </Suspense>
  )
  if (!items.length && bursts) return <Card title={t.needsYou}>{bursts}</Card>
  if (!items.length) {
    return (
      <Card title={t.needsYou}>
        <EmptyState kind="all-done" title={t.allDone} text={t.allDoneText} />
      </Card>
    )
  }
  const action = (
    <Link to="/review" className={buttonClass('primary')}>
      {t.reviewAll(count(open_reviews))}
      <ArrowRight aria-hidden="true" size={16} />
    </Link>
  )
  const byScore = items.some((item) => item.loss_by === 'score')
  return (
    <Card title={t.needsYou} note={byScore ? t.byScore : t.needsYouNote} action={action}>
      {bursts}
      <ul className="-my-1.5 flex flex-col">
        {items.map((item) => (
          <Item key={item.review_id} item={item} />
        ))}
      </ul>
    </Card>
  )
}

function Item({ item }: { item: NeedsYou }) {
  const now = useNow()
  const left = item.due_at === null ? null : (Date.parse(item.due_at) - now) / 1000
  const risk = t.atRisk(
    money(item.expected_loss, item.currency, 'whole'),
    money(item.amount, item.currency, 'whole'),
  )
  return (
    <li className="relative -mx-2 flex items-center gap-3 rounded-sm px-2 py-1.5 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft">
      <ScoreBadge score={item.score} level={item.level} />
      <div className="min-w-0 flex-1">
        <Link
          to="/review/$id"
          params={{ id: String(item.review_id) }}
          className="stretch rounded-sm"
        >
          <span className="line-clamp-2 text-base xl:line-clamp-1">
            {headOf(item.top_reason) ?? t.noReason}
          </span>
        </Link>
        <p className="truncate text-xs text-ink-3">
          {left === null ? (
            ago(item.occurred_at, now)
          ) : (
            <span className={left < SOON_S ? 'font-medium text-high-text' : undefined}>
              {left > 0 ? t.left(duration(left)) : t.expired}
            </span>
          )}
          {` · ${item.customer ?? t.noCustomer}`}
        </p>
      </div>
      <span className="flex-none text-md font-semibold" title={risk}>
        <Money amount={item.expected_loss} currency={item.currency} whole />
        <span className="sr-only">, {risk}</span>
      </span>
    </li>
  )
}

/** A reason without its evidence, which follows a colon: there is room for that on its page. */
function headOf(reason: string | null): string | undefined {
  return reason?.split(': ')[0]
}
