import { money } from '@/lib/format'
import { useKeyText } from '@/lib/shortcuts'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import type { Choice } from './acts'
import { Bar } from './Bar'
import { MOST_MARKED, totalsOf } from './marks'
import type { Review } from './types'

interface BulkBarProps {
  marked: readonly Review[]
  onChoose: (choice: Choice) => void
  onClear: () => void
}

/** How many are marked and how much stands in them, and what can be done with all at once. */
export default function BulkBar({ marked, onChoose, onClear }: BulkBarProps) {
  const totals = totalsOf(marked)
  const sums = totals.map(({ worth, currency }) => money(worth, currency)).join(' + ')
  const risks = totals
    .filter(({ atRisk }) => atRisk !== null)
    .map(({ atRisk, currency }) => money(atRisk ?? 0, currency, 'whole'))
  const approve = useKeyText('approve')
  const decline = useKeyText('decline')
  const close = useKeyText('close')
  const none = marked.length === 0
  return (
    <Bar>
      <p role="status" className="min-w-0 basis-full md:flex-1 md:basis-0">
        {none ? (
          t.markFirst
        ) : (
          <>
            <span className="font-semibold text-ink">{t.marked(t.orders(marked.length))}</span>,{' '}
            {sums}
            {risks.length > 0 && `, ${t.ofThatAtRisk(risks.join(' + '))}`}
          </>
        )}
        {marked.length === MOST_MARKED && <span className="text-ink-3"> {t.mostMarked}</span>}
      </p>
      <div className="grid w-full grid-cols-[1fr_1fr_auto] gap-2 md:flex md:w-auto md:gap-3">
        <Button
          look="approve"
          size="l"
          {...(approve && { hint: approve })}
          disabled={none}
          onClick={() => onChoose('approve')}
        >
          {t.decides.approve}
        </Button>
        <Button
          look="decline"
          size="l"
          {...(decline && { hint: decline })}
          disabled={none}
          onClick={() => onChoose('decline')}
        >
          {t.decides.decline}
        </Button>
        <Button size="l" {...(close && { hint: close })} onClick={onClear}>
          {none ? t.endMarking : t.clearMarks}
        </Button>
      </div>
    </Bar>
  )
}
