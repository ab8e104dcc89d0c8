import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { RuleDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { useMayManage } from '@/lib/me'
import { ahead, lazily } from '@/lib/online'
import { useFreshPolicies } from '@/lib/policies'
import { rules, rule as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { HistoryCard } from './HistoryCard'
import { ruleOptions } from './query'
import { RuleActions } from './RuleActions'
import { RuleFacts } from './RuleFacts'
import { SnoozesCard } from './SnoozesCard'
import { type RuleSearch, USUAL_DAYS } from './search'

// On its way while the rule is asked for; the sentence above is there before it.
const QualityCards = ahead(() => import('./QualityCards'))
const Acts = lazily(() => import('./Acts'))
const route = getRouteApi('/shell/rules/$id')

/** One rule: what it says, how right it is, for whom it is silent, and what it said before. */
export function RulePage() {
  const { id } = route.useParams()
  const navigate = useNavigate()
  useShortcuts({ close: () => void navigate({ to: '/rules' }) })
  useFreshPolicies()
  const { data, error, refetch } = useQuery(ruleOptions(Number(id)))
  if (data) return <Found key={id} rule={data} />
  // "The rule twelve" is no more to be found than one that was never made.
  const isMissing = error instanceof ApiError && [404, 422].includes(error.status)
  return (
    <Page title={isMissing ? t.missingTitle : t.title(id)} crumbs={<Crumbs />}>
      {isMissing ? (
        <Missing />
      ) : error ? (
        <Card flush>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <Skeleton className="h-96" />
          <Skeleton className="h-64" />
        </div>
      )}
    </Page>
  )
}

function Found({ rule }: { rule: RuleDetail }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMayManage()
  const id = String(rule.id)
  const go = (next: RuleSearch, replace = false) =>
    void navigate({
      to: '/rules/$id',
      params: { id },
      search: { ...search, ...next },
      replace,
      resetScroll: false,
    })
  return (
    <Page
      title={rule.name}
      crumbs={<Crumbs />}
      lead={leadOf(rule)}
      actions={may && <RuleActions rule={rule} search={search} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <RuleFacts rule={rule} />
          <Suspense fallback={<Skeleton className="h-96" />}>
            <QualityCards
              rule={rule}
              days={search.days ?? USUAL_DAYS}
              onDays={(days) => go({ days }, true)}
            />
          </Suspense>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SnoozesCard
            rule={rule}
            may={may && !rule.deleted_at}
            onSnooze={() => go({ do: 'snooze' })}
          />
          <HistoryCard versions={rule.versions} />
        </div>
      </div>
      {may && search.do && (
        <Suspense>
          <Acts rule={rule} act={search.do} onClose={() => go({ do: undefined }, true)} />
        </Suspense>
      )}
    </Page>
  )
}

/** Whether it decides, and if so how often it fired and was right. */
function leadOf({ why_not_live: why, hits, fraud, good }: RuleDetail): string {
  if (why !== null) return why
  const known = fraud + good
  return [
    t.firedLead(hits, count(hits)),
    hits > 0 && (known > 0 ? t.rightLead(fraud, count(fraud), known, count(known)) : t.unknownLead),
  ]
    .filter(Boolean)
    .join(' ')
}

function Crumbs() {
  return <Link to="/rules">← {rules.tabs.rules}</Link>
}

function Missing() {
  return (
    <Card flush>
      <EmptyState
        kind="no-match"
        title={t.missingTitle}
        text={t.missingText}
        action={
          <Link to="/rules" className={buttonClass('primary')}>
            {t.toRules}
          </Link>
        }
      />
    </Card>
  )
}
