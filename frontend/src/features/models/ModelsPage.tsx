import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import type { Models } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { atLeast } from '@/lib/roles'
import { models as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Challengers } from './Challengers'
import { ChampionCard } from './ChampionCard'
import { headline } from './headline'
import { LabelsCard } from './LabelsCard'
import { isGoing, RunsCard } from './RunsCard'
import { VersionsCard } from './VersionsCard'

// Charts, below what is read first.
const Measured = lazily(() => import('./Measured'))
const TrainDrawer = lazily(() => import('./TrainDrawer'))
const RollBackDrawer = lazily(() => import('./RollBackDrawer'))
const route = getRouteApi('/shell/models')

const OFTEN_MS = 2_000
const NOW_AND_THEN_MS = 60_000

/** What judges the orders, how well, what may judge them next, and the ways to change that. */
export function ModelsPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/models', undefined, {
    refetchInterval: ({ state }) => (state.data?.runs.some(isGoing) ? OFTEN_MS : NOW_AND_THEN_MS),
  })
  if (!data) {
    return (
      <Page title={t.title} lead={error ? undefined : <span role="status">{t.loading}</span>}>
        {error ? (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    )
  }
  return <Found of={data} />
}

function Found({ of }: { of: Models }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = atLeast(useMe().role, 'admin')
  const { champion, labels } = of
  const { data: detail } = $api.useQuery(
    'get',
    '/api/models/{version}',
    { params: { path: { version: champion?.version ?? '' } } },
    { enabled: champion !== null },
  )
  // Side by side they need the width; that there are none fills what is left beside the labels.
  const hasNone = of.challengers.length === 0
  const challengers = <Challengers arms={of.challengers} may={may} />
  const close = () => void navigate({ to: '/models', search: { ...search, do: undefined } })
  const rollBack = may && of.can_roll_back_to && (
    <Link to="/models" search={{ ...search, do: 'rollback' }} className={buttonClass('plain', 's')}>
      {t.rollBack}
    </Link>
  )
  const train = may && (
    <Link to="/models" search={{ ...search, do: 'train' }} className={buttonClass('plain', 's')}>
      {t.train}
    </Link>
  )
  return (
    <Page title={t.title} lead={headline(of, detail?.metrics)}>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4 *:last:grow">
          {champion && (
            <ChampionCard
              of={of}
              champion={champion}
              quality={detail?.metrics}
              actions={rollBack}
            />
          )}
          {hasNone && challengers}
        </div>
        <div className="flex min-w-0 flex-col gap-4 *:last:grow">
          <LabelsCard labels={labels} />
          <RunsCard of={of} action={train} />
        </div>
      </div>
      {!hasNone && challengers}
      <Suspense fallback={<Skeleton className="h-96" />}>
        <Measured
          of={of}
          calibration={detail?.metrics.calibration ?? null}
          figure={search.figure ?? 'average_precision'}
          onFigure={(figure) =>
            void navigate({
              to: '/models',
              search: { ...search, figure },
              replace: true,
              resetScroll: false,
            })
          }
        />
      </Suspense>
      <VersionsCard of={of} />
      {may && search.do && (
        <Suspense>
          {search.do === 'train' && <TrainDrawer onClose={close} />}
          {search.do === 'rollback' && <RollBackDrawer of={of} onClose={close} />}
        </Suspense>
      )}
    </Page>
  )
}

function Loading() {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  )
}
