import { Link } from '@tanstack/react-router'
import type { ListUse } from '@/lib/api.gen'
import { lists } from '@/messages/en'

const t = lists.page

/** The rules that ask a list, each with the policy it is in; nothing where none does. */
export function UsedBy({ uses }: { uses: readonly ListUse[] }) {
  if (!uses.length) return null
  return (
    <p className="-mt-2 text-sm text-ink-2">
      {t.askedBy} <UseLinks uses={uses} />.
    </p>
  )
}

/** The same as links alone, with commas between. */
export function UseLinks({ uses }: { uses: readonly ListUse[] }) {
  return uses.map((use, index) => (
    <span key={`${use.rule_id}-${use.policy}`}>
      {index > 0 && ', '}
      <Link
        to="/rules/$id"
        params={{ id: String(use.rule_id) }}
        className="rounded-sm text-accent underline underline-offset-2"
      >
        {t.ruleOf(use.name, String(use.policy))}
      </Link>
    </span>
  ))
}
