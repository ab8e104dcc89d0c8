import type { TransactionRow } from '@/lib/api.gen'
import { money } from '@/lib/format'
import { common, review as t } from '@/messages/en'
import { timeLeft } from './TimeLeft'

/** Says which order is open to those who cannot see it change while the focus stays in the list. */
export function Announcement({ row }: { row: TransactionRow | undefined }) {
  return (
    <p role="status" className="sr-only">
      {row &&
        t.announce(
          [
            money(row.amount, row.currency),
            common.levelRisk[row.level].toLowerCase(),
            t.held.toLowerCase(),
            // As it is now, without ticking on: a clock would be read out again and again.
            row.authorisation_expires_at && timeLeft(row.authorisation_expires_at, Date.now()),
          ]
            .filter(Boolean)
            .join(', '),
        )}
    </p>
  )
}
