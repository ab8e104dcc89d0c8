import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { policyOptions } from '@/lib/policies'
import { thresholds as t } from '@/messages/en'

const LINK = 'target rounded-sm font-medium text-accent hover:underline'

/** Whose lines these are where they are not the live ones, and where a change of them would go. */
export function OnDraft({ version }: { version: number }) {
  const { data } = useQuery(policyOptions(version))
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
      {t.onDraft(version)} {data && data.state !== 'draft' && t.noDraft}
      <Link to="/rules/policies/$version" params={{ version: String(version) }} className={LINK}>
        {t.openPolicy(version)}
      </Link>
      <Link to="/rules/thresholds" className={LINK}>
        {t.toLive}
      </Link>
    </p>
  )
}
