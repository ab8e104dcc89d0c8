import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { PolicyDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { useMayManage, useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import { lazily } from '@/lib/online'
import { liveOf, policiesOptions, policyOptions } from '@/lib/policies'
import { common, policies as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { PolicyNews } from '@/ui/PolicyNews'
import { Skeleton } from '@/ui/Skeleton'
import { Actions } from './Actions'
import { Contents } from './Contents'
import { standing } from './sentence'

const ActDrawer = lazily(() => import('./ActDrawer'))
const route = getRouteApi('/shell/rules/policies/$version')

/** One policy: where it stands, what it changes, what that would have done, and what to do next. */
export function PolicyPage() {
  const { version } = route.useParams()
  const number = Number(version)
  const { data, error, refetch } = useQuery({
    ...policyOptions(number),
    enabled: Number.isInteger(number) && number > 0,
  })
  const base = useQuery({ ...policyOptions(data?.based_on ?? 0), enabled: data?.based_on != null })
  if (!(number > 0) || (error instanceof ApiError && error.status === 404)) return <Unknown />
  // What differs from that stands first: it comes with the rest, so that nothing moves down.
  if (!data || (base.isLoading && base.failureCount === 0)) {
    return (
      <Page
        title={common.policy(number)}
        crumbs={<Crumbs />}
        lead={<span role="status">{!error && t.loading}</span>}
      >
        {error ? (
          <ErrorState title={t.oneFailed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Waiting />
        )}
      </Page>
    )
  }
  return <Found policy={data} base={base.data} />
}

function Waiting() {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  )
}

interface FoundProps {
  policy: PolicyDetail
  /** The one it was made from, unless it is the first or cannot be had. */
  base: PolicyDetail | undefined
}

function Found({ policy, base }: FoundProps) {
  const { do: act } = route.useSearch()
  const navigate = useNavigate()
  const may = useMayManage()
  const isPhone = useMedia(PHONE)
  const zone = useMe().merchant.time_zone
  const newest = useQuery(policiesOptions()).data ?? []
  const live = liveOf(newest)
  const isPrepared = policy.state === 'draft' || policy.state === 'shadow'
  const isOutdated = isPrepared && live !== undefined && live.version !== policy.based_on
  const close = () => void navigate({ to: '.', search: {}, replace: true, resetScroll: false })
  const actions = (part?: 'first' | 'rest') =>
    may && (
      <Actions
        policy={policy}
        isOutdated={isOutdated}
        hasBefore={base?.state === 'replaced'}
        part={part}
      />
    )
  return (
    <Page
      title={common.policy(policy.version)}
      crumbs={<Crumbs />}
      lead={standing(policy, live, zone)}
      actions={actions(isPhone ? 'rest' : undefined)}
    >
      <PolicyNews except={policy.version} />
      <Contents policy={policy} base={base} liveVersion={isOutdated ? live?.version : undefined} />
      {isPhone && may && (
        <div className="sticky bottom-0 z-20 -mx-4 flex flex-wrap gap-2 border-t border-line bg-bg px-4 py-3">
          {actions('first')}
        </div>
      )}
      {may && act && (
        <Suspense>
          <ActDrawer
            act={act}
            policy={policy}
            live={live}
            shadow={newest.find(({ state }) => state === 'shadow')}
            onClose={close}
          />
        </Suspense>
      )}
    </Page>
  )
}

function Crumbs() {
  return <Link to="/rules/policies">{t.crumb}</Link>
}

function Unknown() {
  return (
    <Page title={t.missing} crumbs={<Crumbs />}>
      <Card flush>
        <EmptyState
          kind="no-match"
          title={t.missing}
          text={t.missingText}
          action={
            <Link to="/rules/policies" className={buttonClass('primary')}>
              {t.toAll}
            </Link>
          }
        />
      </Card>
    </Page>
  )
}
