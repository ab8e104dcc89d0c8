import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { count, duration } from '@/lib/format'
import { review as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { When } from '@/ui/When'
import { isFiltered } from './search'
import { useCounts } from './useQueue'
import type { Desk } from './useReview'

/** Nothing on the list: because of a filter, because all is done, or because nothing was ever scored. */
export default function Empty({ desk }: { desk: Desk }) {
  const { search, lastTook } = desk
  const counts = useCounts()
  const params = { query: { period: '28d' as const } }
  // The answer that the frame around the page asks for anyway.
  const overview = $api.useQuery('get', '/api/dashboard', { params }).data
  const { view = 'open' } = search
  if (isFiltered(search)) {
    return (
      <EmptyState
        kind="no-match"
        title={t.noMatch}
        text={t.noMatchText}
        action={<ToOpen search={{ view: search.view }} label={t.clearFilters} />}
      />
    )
  }
  if (overview?.first_transaction_on === null) {
    return (
      <EmptyState
        kind="first-use"
        title={t.firstTitle}
        text={t.firstText}
        action={
          <Link to="/score" className={buttonClass('primary')}>
            {t.firstAction}
          </Link>
        }
      />
    )
  }
  if (view !== 'open') {
    return (
      <EmptyState
        kind="all-done"
        title={t.emptyOf[view].title}
        text={t.emptyOf[view].text}
        action={<ToOpen search={{}} label={t.toOpen} />}
      />
    )
  }
  const calls = counts?.counts.close_calls ?? 0
  const checks = counts?.counts.spot_checks ?? 0
  return (
    <>
      <EmptyState
        kind="all-done"
        title={lastTook === null ? t.clearTitle : t.clearTook(duration(lastTook / 1000))}
        text={calls > 0 ? t.clearCalls(t.orders(calls)) : t.clearText}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {calls > 0 && (
              <ToOpen search={{ view: 'close_calls' }} label={t.labelCalls(count(calls))} primary />
            )}
            {checks > 0 && (
              <ToOpen search={{ view: 'spot_checks' }} label={t.doChecks(count(checks))} />
            )}
            <Link to="/transactions" className={buttonClass()}>
              {t.clearAction}
            </Link>
          </div>
        }
      />
      {counts?.snoozed_next && (
        <p className="pb-12 text-center text-sm text-ink-2">
          {t.snoozedReturns} <When at={counts.snoozed_next} />
        </p>
      )}
    </>
  )
}

interface ToOpenProps {
  search: { view?: Desk['search']['view'] }
  label: string
  primary?: boolean
}

function ToOpen({ search, label, primary = false }: ToOpenProps) {
  return (
    <Link to="/review" search={search} className={buttonClass(primary ? 'primary' : 'plain')}>
      {label}
    </Link>
  )
}
