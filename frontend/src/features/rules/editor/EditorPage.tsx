import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { $api } from '@/lib/api'
import type { RuleDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { useMayManage, useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { useFreshPolicies } from '@/lib/policies'
import { ruleEditor as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { treeOf } from './condition'
import { lastDayOf, USUAL_DETAILS } from './details'
import type { Kept } from './useKept'
import { USUAL_POINTS } from './written'

// It comes at the same time as what it needs to know; the head of the page waits for neither.
const fetchEditor = () => import('./Editor')
const Editor = lazily(fetchEditor)

const BLANK: Kept = {
  written: { by: 'words', text: '' },
  details: USUAL_DETAILS,
  sentence: undefined,
}

/** Where a rule is written, or an existing one is changed. */
export function EditorPage() {
  const { id } = useParams({ strict: false })
  const { from, policy, sentence } = useSearch({ strict: false })
  const copied = from === undefined ? undefined : Number(from)
  const { merchant } = useMe()
  const mayManage = useMayManage()
  useFreshPolicies()
  useEffect(() => void fetchEditor(), [])
  const source = id === undefined ? copied : Number(id)
  const rule = $api.useQuery(
    'get',
    '/api/rules/{rule_id}',
    { params: { path: { rule_id: source ?? 0 } } },
    { enabled: mayManage && source !== undefined },
  )
  const fields = $api.useQuery('get', '/api/rules/fields', {}, { enabled: mayManage })
  const title = id === undefined ? t.newTitle : rule.data ? t.changeTitle(rule.data.name) : t.change
  const isReady = id !== undefined && rule.data?.ready !== null && rule.data !== undefined
  const isGone = id !== undefined && rule.data?.deleted_at != null
  const isReadable = mayManage && !isReady && !isGone
  return (
    <Page
      title={title}
      crumbs={<Link to="/rules">{t.crumbs}</Link>}
      {...(isReadable && { lead: t.lead })}
    >
      {!mayManage ? (
        <EmptyState
          kind="no-permission"
          title={t.mayNot}
          text={t.mayNotText(merchant.name)}
          action={<ToRules />}
        />
      ) : isGone ? (
        <EmptyState
          kind="no-match"
          title={t.notFound}
          text={t.deletedText}
          action={<Copy id={Number(id)} look="primary" />}
        />
      ) : isReady ? (
        <CameReady id={Number(id)} />
      ) : rule.error && !rule.data ? (
        <Missing error={rule.error} onRetry={() => void rule.refetch()} />
      ) : fields.error && !fields.data ? (
        <ErrorState
          title={t.fieldsFailed}
          error={fields.error}
          onRetry={() => void fields.refetch()}
        />
      ) : fields.data && (source === undefined || rule.data) ? (
        <Suspense fallback={<Waiting />}>
          <Editor
            key={`${id}-${copied}`}
            rule={id === undefined ? null : (rule.data ?? null)}
            base={
              rule.data ? baseOf(rule.data, policy, id !== undefined, merchant.time_zone) : BLANK
            }
            fields={fields.data.items}
            draftName={`rule:${id ?? `new:${copied ?? ''}`}`}
            linked={sentence}
            policy={policy}
          />
        </Suspense>
      ) : (
        <Waiting />
      )}
    </Page>
  )
}

function Waiting() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </div>
  )
}

/** What the page begins with: the rule as it stands, or as the draft of the address has it. */
function baseOf(rule: RuleDetail, policy: number | undefined, isSame: boolean, zone: string): Kept {
  const drafted = rule.versions.find((one) => one.policy === policy)
  const { expires_at, priority } = drafted ?? rule
  const points = rule.effect === 'points' ? String(rule.points) : USUAL_POINTS
  return {
    written:
      drafted && drafted.sentence !== rule.sentence
        ? { by: 'words', text: drafted.sentence }
        : { by: 'lines', effect: rule.effect, points, root: treeOf(rule.condition) },
    details: {
      name: isSame ? rule.name : '',
      priority: String(priority),
      lastDay: lastDayOf(expires_at, zone),
    },
    sentence: undefined,
  }
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!(error instanceof ApiError) || error.status !== 404) {
    return <ErrorState title={t.failed} error={error} onRetry={onRetry} />
  }
  return (
    <EmptyState kind="no-match" title={t.notFound} text={t.notFoundText} action={<ToRules />} />
  )
}

function ToRules() {
  return (
    <Link to="/rules" className={buttonClass('primary')}>
      {t.toRules}
    </Link>
  )
}

function CameReady({ id }: { id: number }) {
  return (
    <EmptyState
      kind="first-use"
      title={t.readyTitle}
      text={t.readyText}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          <Link to="/rules/ready" className={buttonClass('primary')}>
            {t.toReady}
          </Link>
          <Copy id={id} />
        </span>
      }
    />
  )
}

function Copy({ id, look }: { id: number; look?: 'primary' }) {
  return (
    <Link to="/rules/new" search={{ from: id }} className={buttonClass(look)}>
      {t.copy}
    </Link>
  )
}
