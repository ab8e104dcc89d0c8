import { clsx } from 'clsx'
import type { Feedback, TransactionDetail } from '@/lib/api.gen'
import { common, transactions } from '@/messages/en'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'

const t = transactions.one

/** Every answer, newest first: the one that counts, and those replaced or outweighed. */
export function FeedbackHistory({ order }: { order: TransactionDetail }) {
  return (
    <ul aria-label={t.answers} className="mt-4 border-t border-line">
      {order.feedback.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line py-2 last:border-0 last:pb-0"
        >
          <span
            className={clsx(
              'text-base font-medium',
              one.counts ? LABEL_TEXT[one.label] : 'text-ink-3 line-through',
            )}
          >
            {common.labels[one.label]}
          </span>
          <Tag tone={standing(one, order) === t.counts ? 'accent' : 'neutral'}>
            {standing(one, order)}
          </Tag>
          <span className="flex-1 text-xs text-ink-3">
            {[common.sources[one.source], one.created_by].filter(Boolean).join(', ')} ·{' '}
            <When at={one.created_at} />
          </span>
          {one.notes && <p className="w-full text-sm break-words text-ink-2">{one.notes}</p>}
        </li>
      ))}
    </ul>
  )
}

const LABEL_TEXT: Record<Feedback['label'], string> = {
  fraud: 'text-high-text',
  legitimate: 'text-low-text',
}

/** Whether it is what counts: the latest of its source, and of the strongest source of all. */
function standing(one: Feedback, order: TransactionDetail): string {
  if (!one.counts) return t.sourceReplaced
  return one.source === order.label?.source ? t.counts : t.outweighed
}
