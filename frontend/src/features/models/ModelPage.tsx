import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import type { Arm, ModelDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { atLeast } from '@/lib/roles'
import { models, model as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { useComparison } from './Challengers'
import { InputsCard } from './InputsCard'
import { MadeCard } from './MadeCard'
import { ModelFacts } from './ModelFacts'
import { QualityOf } from './QualityOf'
import { shareText } from './shares'
import { useShare } from './useShare'

const ComparisonCards = lazily(() => import('./ComparisonCards'))
const PreviewCard = lazily(() => import('./PreviewCard'))
const PromoteDrawer = lazily(() => import('./PromoteDrawer'))
const route = getRouteApi('/shell/models/$version')

/** One version: everything on record, and for a challenger how it does against the champion. */
export function ModelPage() {
  const { version } = route.useParams()
  const params = { path: { version } }
  const { data, error, refetch } = $api.useQuery('get', '/api/models/{version}', { params })
  const all = $api.useQuery('get', '/api/models').data
  if (error instanceof ApiError && error.status === 404) return <Unknown />
  if (!data || !all) {
    return (
      <Page title={t.tab(version)} crumbs={<Crumbs />}>
        {error ? (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-96" />
        )}
      </Page>
    )
  }
  const arm = all.challengers.find(({ model }) => model.version === version)
  return <Found of={data} arm={arm} />
}

function Found({ of, arm }: { of: ModelDetail; arm: Arm | undefined }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = atLeast(useMe().role, 'admin')
  const comparison = useComparison(of.version, arm !== undefined)
  const close = () => void navigate({ to: '.', search: {} })
  return (
    <Page
      title={of.version}
      tab={t.tab(of.version)}
      crumbs={<Crumbs />}
      lead={leadOf(of, arm)}
      actions={may && <Actions of={of} isChallenger={arm !== undefined} />}
    >
      {arm && (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <ComparisonCards of={comparison} />
        </Suspense>
      )}
      {!of.is_champion && (
        <Suspense fallback={<Skeleton className="h-72" />}>
          <PreviewCard version={of.version} />
        </Suspense>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ModelFacts of={of} />
        <QualityOf of={of.metrics} />
        <InputsCard of={of} />
        <MadeCard of={of} />
      </div>
      {may && search.do === 'promote' && comparison.data && (
        <Suspense>
          <PromoteDrawer of={comparison.data} onClose={close} />
        </Suspense>
      )}
    </Page>
  )
}

function leadOf(of: ModelDetail, arm: Arm | undefined): string {
  if (of.is_champion) return t.leads.champion
  return arm ? t.leads.challenger(shareText(arm.share)) : t.leads.unused
}

/** A challenger may be promoted; anything not in charge may become a challenger. */
function Actions({ of, isChallenger }: { of: ModelDetail; isChallenger: boolean }) {
  const { start, isPending } = useShare()
  if (isChallenger) {
    return (
      <Link
        to="/models/$version"
        params={{ version: of.version }}
        search={{ do: 'promote' }}
        className={buttonClass('primary')}
      >
        {t.promote}
      </Link>
    )
  }
  if (of.is_champion) return null
  return (
    <Button busy={isPending} onClick={() => start(of.version)}>
      {t.tryOut}
    </Button>
  )
}

function Crumbs() {
  return <Link to="/models">{models.title}</Link>
}

function Unknown() {
  return (
    <Page title={t.missingTitle} crumbs={<Crumbs />}>
      <Card flush>
        <EmptyState
          kind="no-match"
          title={t.missingTitle}
          text={t.missingText}
          action={
            <Link to="/models" className={buttonClass('primary')}>
              {t.toModels}
            </Link>
          }
        />
      </Card>
    </Page>
  )
}
