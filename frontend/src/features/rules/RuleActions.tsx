import { Link } from '@tanstack/react-router'
import type { RuleDetail } from '@/lib/api.gen'
import { rule as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { isAtWork } from './atWork'
import type { RuleSearch } from './search'

/** What whoever may manage can do with a rule as it stands. */
export function RuleActions({ rule, search }: { rule: RuleDetail; search: RuleSearch }) {
  const params = { id: String(rule.id) }
  const isGone = rule.deleted_at !== null
  const isUsed = rule.versions.some(isAtWork)
  const look = buttonClass('plain')
  return (
    <>
      {!isUsed && !isGone && (
        <Link
          to="/rules/$id"
          params={params}
          search={{ ...search, do: 'delete' }}
          resetScroll={false}
          className={look}
        >
          {t.delete}
        </Link>
      )}
      {rule.state !== 'off' && (
        <Link
          to="/rules/$id"
          params={params}
          search={{ ...search, do: 'remove' }}
          resetScroll={false}
          className={look}
        >
          {t.remove}
        </Link>
      )}
      <Link to="/rules/new" search={{ from: rule.id }} className={look}>
        {t.copy}
      </Link>
      {rule.ready !== null ? (
        <Link to="/rules/ready" className={buttonClass('primary')}>
          {t.changeReady}
        </Link>
      ) : (
        !isGone && (
          <Link to="/rules/$id/edit" params={params} className={buttonClass('primary')}>
            {isUsed ? t.change : t.putBack}
          </Link>
        )
      )}
    </>
  )
}
