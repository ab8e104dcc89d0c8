import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Rules } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { useMayManage } from '@/lib/me'
import { rulesOptions } from '@/lib/policies'
import { useRowKeys } from '@/lib/rowKeys'
import { policies, rules as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { FilterBar } from '@/ui/FilterBar'
import { Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { Skeleton } from '@/ui/Skeleton'
import { grouped, type KnownRule, matching, rulesOf } from './known'
import { RuleTable } from './RuleTable'
import { EFFECTS, type Effect, type RulesSearch, STATES, type State } from './search'

const route = getRouteApi('/shell/rules-frame/rules')

/** All rules as sentences, by what they do, with how often they fired and were right. */
export function RulesPage() {
  const { data, error, refetch } = useQuery(rulesOptions())
  const may = useMayManage()
  const known = rulesOf(data?.items ?? [])
  return (
    <Page
      title={t.tabs.rules}
      lead={<span role="status">{data ? lead(data, known) : !error && t.loading}</span>}
      actions={
        may && (
          <Link to="/rules/new" className={buttonClass('primary')}>
            {t.new}
          </Link>
        )
      }
    >
      {data ? (
        <Found rules={known} />
      ) : error ? (
        <Card flush>
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <Skeleton className="h-96" />
      )}
    </Page>
  )
}

function Found({ rules }: { rules: readonly KnownRule[] }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  useRowKeys(list)
  if (rules.length === 0) return <None />
  const change = (next: RulesSearch, replace = false) =>
    void navigate({ to: '/rules', search: { ...search, ...next }, replace })
  const groups = grouped(matching(rules, search))
  return (
    <>
      <FilterBar label={t.filters}>
        <div className="min-w-40 flex-1 md:max-w-80">
          <SearchField
            label={t.search}
            placeholder={t.searchShort}
            text={search.text}
            onText={(text) => change({ text }, search.text !== undefined)}
          />
        </div>
        <Segmented
          label={t.state}
          value={search.state ?? 'all'}
          options={[
            { value: 'all', label: t.allStates },
            ...STATES.map((value) => ({ value, label: policies.states[value] })),
          ]}
          onChange={(value) => change({ state: value === 'all' ? undefined : (value as State) })}
        />
        <Select
          label={t.effect}
          labelHidden
          value={search.effect ?? ''}
          options={[
            { value: '', label: t.allEffects },
            ...EFFECTS.map((value) => ({ value, label: t.effects[value] })),
          ]}
          onChange={({ target }) => change({ effect: (target.value || undefined) as Effect })}
        />
      </FilterBar>
      <div ref={list} className="flex flex-col gap-4">
        {groups.map((group) => (
          <Card
            key={group.effect}
            title={t.groups[group.effect]}
            note={t.effectNotes[group.effect]}
            flush
          >
            <RuleTable label={t.inOrder(t.groups[group.effect])} rules={group.rules} />
          </Card>
        ))}
        {groups.length === 0 && (
          <Card flush>
            <EmptyState
              kind="no-match"
              title={t.noMatchTitle}
              text={t.noMatchText}
              action={
                <Link to="/rules" className={buttonClass('primary')}>
                  {t.showAll}
                </Link>
              }
            />
          </Card>
        )}
      </div>
    </>
  )
}

/** What matters of all rules, in a sentence or two. */
function lead({ frauds, frauds_hit: hit }: Rules, rules: readonly KnownRule[]): string {
  const inState = (wanted: State) =>
    rules.filter(({ state, others }) =>
      [state, ...others.map((other) => other.state)].includes(wanted),
    ).length
  const [live, shadow, drafts] = [inState('live'), inState('shadow'), inState('draft')]
  return [
    live > 0 ? t.live(live, count(live)) : t.noneLive,
    live > 0 && caught(frauds, hit),
    shadow + drafts > 0 && t.prepared(shadow, drafts),
  ]
    .filter(Boolean)
    .join(' ')
}

function caught(frauds: number, hit: number): string {
  if (frauds === 0) return t.noFrauds
  if (frauds === 1) return hit ? t.firedOnOne : t.missedOne
  return t.fired(count(hit), count(frauds))
}

function None() {
  return (
    <Card flush>
      <EmptyState
        kind="first-use"
        title={t.emptyTitle}
        text={t.emptyText}
        action={
          <Link to="/rules/ready" className={buttonClass('primary')}>
            {t.seeReady}
          </Link>
        }
      />
    </Card>
  )
}
