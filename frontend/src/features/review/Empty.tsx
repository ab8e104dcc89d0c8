import { Link } from '@tanstack/react-router'
import { review as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import type { QueueView } from './search'
import { useOverview } from './useQueue'

/** Nothing to review: because all is done, or because nothing was ever scored. */
export function Empty({ view }: { view: QueueView }) {
  const firstUse = useOverview()?.first_transaction_on === null
  if (firstUse) {
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
  if (view !== 'waiting') {
    return (
      <EmptyState
        kind="all-done"
        title={t.clearOf[view].title}
        text={t.clearOf[view].text}
        action={
          <Link to="/review" className={buttonClass('primary')}>
            {t.views.waiting}
          </Link>
        }
      />
    )
  }
  return (
    <EmptyState
      kind="all-done"
      title={t.clearTitle}
      text={t.clearText}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to="/review" search={{ view: 'close_call' }} className={buttonClass('primary')}>
            {t.views.close_call}
          </Link>
          <Link to="/review" search={{ view: 'sample' }} className={buttonClass()}>
            {t.views.sample}
          </Link>
          <Link to="/transactions" className={buttonClass()}>
            {t.clearAction}
          </Link>
        </div>
      }
    />
  )
}
