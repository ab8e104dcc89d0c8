import { Link } from '@tanstack/react-router'
import { review as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { useOverview } from './useQueue'

/** Nothing to review: because all is done, or because nothing was ever scored. */
export function Empty() {
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
  return (
    <EmptyState
      kind="all-done"
      title={t.clearTitle}
      text={t.clearText}
      action={
        <Link to="/transactions" className={buttonClass()}>
          {t.clearAction}
        </Link>
      }
    />
  )
}
