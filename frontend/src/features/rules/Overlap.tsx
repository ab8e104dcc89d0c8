import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { RuleQuality } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { rule as t } from '@/messages/en'
import { Card } from '@/ui/Card'

/** Which other rules fired on the same orders: one that always does says nothing new. */
export function Overlap({ quality, isOld }: { quality: RuleQuality; isOld: boolean }) {
  const { overlap, hits } = quality
  return (
    <Card title={t.overlap} note={t.overlapNote(count(hits))}>
      {overlap.length === 0 ? (
        <p className="text-sm text-ink-2">{t.overlapNone}</p>
      ) : (
        <ul className={clsx('flex flex-col gap-2.5', isOld && 'dim')}>
          {overlap.map(({ rule_id, name, both, share }) => (
            <li
              key={rule_id}
              className="relative flex min-h-8.5 items-center gap-3 overflow-hidden rounded-sm bg-sunken px-2.5 py-1 text-sm pointer-coarse:min-h-11"
            >
              <span
                className="absolute inset-y-0 left-0 bg-series-soft"
                style={{ width: `${share * 100}%` }}
              />
              <Link
                to="/rules/$id"
                params={{ id: String(rule_id) }}
                className="stretch relative min-w-0 flex-1 truncate rounded-sm font-medium"
              >
                {name}
              </Link>
              <span className="relative text-ink-2 tabular-nums">
                {t.overlapSaid(both, count(both), percent(share, 0))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
