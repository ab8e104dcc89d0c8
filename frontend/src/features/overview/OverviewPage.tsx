import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense } from 'react'
import { $api } from '@/lib/api'
import type { Dashboard } from '@/lib/api.gen'
import { useShortcuts } from '@/lib/keys'
import { lazily } from '@/lib/online'
import { overview as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Segmented } from '@/ui/Segmented'
import { FigureChart } from './FigureChart'
import { hasBefore } from './figures'
import { type Headline, headline } from './headline'
import { ModelStrip } from './ModelStrip'
import { NeedsYouNow } from './NeedsYouNow'
import { OtherCurrencies } from './OtherCurrencies'
import { OverviewSkeleton, Waiting } from './OverviewSkeleton'
import {
  type OverviewSearch,
  PERIODS,
  type Period,
  questionOf,
  type Shared,
  sharedOf,
} from './search'
import { useFreshened } from './useFreshened'

const route = getRouteApi('/shell/')
// Seen by newcomers alone, so nobody else carries it.
const FirstUse = lazily(() => import('./FirstUse'))
// Under the fold: fetched when the figures are there, which then have the line to themselves.
const Spreads = lazily(() => import('./Spreads'))
const SharedBar = lazily(() => import('./SharedBar'))
const LISTEN_MS = 3_000
const REFRESH_MS = 60_000

/** Whether fraud is under control and what it costs, to be read in ten seconds. */
export function OverviewPage() {
  const search = route.useSearch()
  const { period = '28d', figure = 'fraud_stopped', by = 'category' } = search
  const shared = sharedOf(search)
  const isNarrowed = Object.keys(shared).length > 0
  const navigate = route.useNavigate()
  const { data, error, isPlaceholderData, refetch } = $api.useQuery(
    'get',
    '/api/dashboard',
    { params: { query: { period, ...questionOf(shared) } } },
    {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data && isFirstUse(state.data) ? LISTEN_MS : REFRESH_MS,
    },
  )
  const change = (next: OverviewSearch) =>
    navigate({ to: '/', search: { ...search, ...next }, replace: true, resetScroll: false })
  // A step of its own, to come back by.
  const narrow = ({ category, type, weekday, hour, age }: Shared) =>
    void navigate({
      to: '/',
      search: { ...search, category, type, weekday, hour, age },
      resetScroll: false,
    })
  useShortcuts({
    period: () =>
      void change({ period: PERIODS[(PERIODS.indexOf(period) + 1) % PERIODS.length] ?? period }),
  })
  useFreshened(() => void refetch())
  if (data && isFirstUse(data)) {
    return (
      <Suspense>
        <FirstUse />
      </Suspense>
    )
  }

  const text: Headline = data
    ? headline(data, data.period, isNarrowed)
    : { title: t.title, lead: '' }
  return (
    <Page
      title={text.title}
      tab={t.title}
      lead={data && <Lead {...text} />}
      actions={
        <PeriodPicker
          period={period}
          compared={data !== undefined && hasBefore(data)}
          onChange={(next) => change({ period: next })}
        />
      }
    >
      {error && !data && (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      )}
      {error && data && <Notice tone="problem">{t.stale}</Notice>}
      {!data && !error && <OverviewSkeleton />}
      {data && (
        <div className={`flex flex-col gap-4 ${isPlaceholderData ? 'dim' : ''}`}>
          {isNarrowed && (
            <Suspense>
              <SharedBar shared={shared} dashboard={data} onShared={narrow} />
            </Suspense>
          )}
          <FigureChart dashboard={data} open={figure} onOpen={(next) => change({ figure: next })} />
          <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-[5fr_4fr_4fr]">
            <div className="grid min-w-0 md:col-span-2 xl:col-span-1">
              <NeedsYouNow dashboard={data} />
            </div>
            <Suspense fallback={<Waiting />}>
              <Spreads
                dashboard={data}
                by={by}
                onBy={(next) => change({ by: next })}
                narrowed={(more) => ({ ...search, ...more })}
                onShared={(more) => narrow({ ...shared, ...more })}
              />
            </Suspense>
          </div>
          <ModelStrip dashboard={data} />
          <OtherCurrencies others={data.other_currencies} />
        </div>
      )}
    </Page>
  )
}

const isFirstUse = (dashboard: Dashboard) => dashboard.first_transaction_on === null

function Lead({ lead, net }: Headline) {
  if (!net) return lead
  const [before, sum, after] = net
  return (
    <>
      {`${lead} ${before} `}
      <strong className="font-medium text-ink">{sum}</strong>
      {after && ` ${after}`}.
    </>
  )
}

interface PeriodPickerProps {
  period: Period
  compared: boolean
  onChange: (next: Period) => void
}

function PeriodPicker({ period, compared, onChange }: PeriodPickerProps) {
  return (
    <>
      <Segmented
        label={t.period}
        value={period}
        options={PERIODS.map((value) => ({
          value,
          label: t.periods[value].label,
          spoken: t.periods[value].long,
        }))}
        onChange={onChange}
      />
      {compared && <p className="text-sm text-ink-3">{t.against(t.periods[period].long)}</p>}
    </>
  )
}
