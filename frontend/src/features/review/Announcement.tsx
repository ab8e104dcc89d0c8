import { money } from '@/lib/format'
import { common, review as t } from '@/messages/en'
import { timeLeft } from './TimeLeft'
import type { Review } from './types'

/** Says which order is open to those who cannot see it change while the focus stays in the list. */
export function Announcement({ review }: { review: Review | undefined }) {
  return (
    <p role="status" className="sr-only">
      {review &&
        t.announce(
          [
            money(review.amount, review.currency),
            review.level && common.levelRisk[review.level].toLowerCase(),
            t.kinds[review.kind].toLowerCase(),
            // As it is now, without ticking on: a clock would be read out again and again.
            review.due_at && timeLeft(review.due_at, Date.now()),
          ]
            .filter(Boolean)
            .join(', '),
        )}
    </p>
  )
}
