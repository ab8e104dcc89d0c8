import type { Preview, PreviewRow } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { common, preview as t } from '@/messages/en'
import { Money } from '@/ui/Money'
import { OrderLink } from '@/ui/OrderLink'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { TwoLines } from '@/ui/Table'

/** The orders that values on a list would have changed, in little room, and what is not known. */
export default function TriedRows({ preview }: { preview: Preview }) {
  const { sample, changed, newly_approved } = preview.rows
  // Of money nothing is said here, and what blocked orders would have come to only where some are
  // let through.
  const notes = preview.notes.filter(
    ({ code }) =>
      code !== 'reviews_are_right' && (code !== 'blocked_unknown' || newly_approved > 0),
  )
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={t.rowsTable} tabIndex={0} className="max-h-64 overflow-y-auto">
        <ul className="rounded-md border border-line bg-surface">
          {sample.map((row) => (
            <li key={row.transaction_id} className="border-b border-line last:border-0">
              <TwoLines
                title={<OrderLink of={row} />}
                end={<Money amount={row.amount} currency={row.currency} />}
                detail={detail(row)}
              />
            </li>
          ))}
        </ul>
      </section>
      {changed > sample.length && (
        <p className="text-xs text-ink-3">{t.sampleOf(count(sample.length), count(changed))}</p>
      )}
      <PreviewNotes preview={{ ...preview, notes }} />
    </div>
  )
}

function detail({ now, new: next, label }: PreviewRow): string {
  const outcome = label === null ? t.unknown : common.labels[label]
  return `${t.fromTo(common.decided[now], common.decided[next])} · ${outcome}`
}
