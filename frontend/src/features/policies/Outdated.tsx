import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { Policy, PolicyDetail } from '@/lib/api.gen'
import { changeDraft, refreshPolicies } from '@/lib/policies'
import { policies as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { PolicyLink } from '@/ui/PolicyLink'
import { Refusal } from '@/ui/Refusal'
import { SendButton } from '@/ui/SendButton'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'
import { Differences } from './Differences'
import { differenceOf } from './difference'

interface OutdatedProps {
  policy: Policy
  /** The one it was made from. */
  base: Policy
  /** The one that went live since. */
  live: PolicyDetail
  may: boolean
}

/** Somebody put another policy live meanwhile: who, what differs, and how to go on from there. */
export function Outdated({ policy, base, live, may }: OutdatedProps) {
  const cache = useQueryClient()
  const follow = useMutation({
    mutationFn: () => changeDraft(policy.version, { based_on: live.version }),
    onSuccess: () => toast({ text: t.followed(policy.version, live.version) }),
    onSettled: () => refreshPolicies(cache),
  })
  const begun = live.periods.findLast(({ kind }) => kind === 'live')
  const isDraft = policy.state === 'draft'
  return (
    <section
      aria-label={t.outdated}
      className="flex flex-col gap-3 rounded-lg border border-line bg-elevated-soft px-4 py-3 text-sm"
    >
      <p className="flex gap-2.5">
        <TriangleAlert aria-hidden="true" size={18} className="mt-px text-elevated-text" />
        <span className="min-w-0">
          <strong className="font-semibold">
            {t.wentLive(begun?.by ?? t.theService, live.version)}
          </strong>
          {begun && (
            <>
              {' '}
              (<When at={begun.starts_at} />)
            </>
          )}
          {begun?.reason && `: ${begun.reason}`}
          <span className="block">
            {isDraft ? t.outdatedDraft(base.version) : t.outdatedShadow(base.version)}
          </span>
        </span>
      </p>
      <div className="flex flex-col gap-1">
        <h3 className="font-medium">{t.changedMeanwhile(live.version, base.version)}</h3>
        <Differences of={differenceOf(base, live)} versions={[base.version, live.version]} />
      </div>
      <Refusal error={follow.error} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {may && isDraft && (
          <SendButton size="s" busy={follow.isPending} onClick={() => follow.mutate()}>
            {t.follow(live.version)}
          </SendButton>
        )}
        {may && !isDraft && (
          <Link
            to="/rules/policies/$version"
            params={{ version: String(policy.version) }}
            search={{ do: 'copy' }}
            className={buttonClass('plain', 's')}
          >
            {t.copy}
          </Link>
        )}
        <PolicyLink version={live.version} />
      </div>
    </section>
  )
}
