import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { $api } from '@/lib/api'
import type { ReadyRules } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { policiesOptions } from '@/lib/policies'
import { useRowKeys } from '@/lib/rowKeys'
import { readyRules as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { attacksOf, grouped } from './found'
import { ReadyFilters } from './ReadyFilters'
import { ReadyRow } from './ReadyRow'

const route = getRouteApi('/shell/rules-frame/rules/ready')

/** The rules that come with the product, by the attack they answer, to switch on and to adjust. */
export function ReadyPage() {
  const { policy } = route.useSearch()
  const { data, error, refetch } = $api.useQuery('get', '/api/rules/ready', {
    params: { query: policy === undefined ? {} : { policy } },
  })
  return (
    <Page
      title={t.title}
      lead={<span role="status">{data ? lead(data, policy) : !error && t.loading}</span>}
      actions={policy !== undefined && <OfPolicy version={policy} />}
    >
      {data ? (
        <Found of={data} />
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

function lead({ items }: ReadyRules, policy: number | undefined): string {
  const on = items.filter((rule) => rule.is_on).length
  const [all, attacks] = [count(items.length), count(attacksOf(items).length)]
  if (policy !== undefined) return t.leadOf(policy, all, count(on))
  return on ? t.lead(all, attacks, on) : t.leadNone(all, attacks)
}

function OfPolicy({ version }: { version: number }) {
  const search = route.useSearch()
  return (
    <>
      <Link
        to="/rules/policies/$version"
        params={{ version: String(version) }}
        className={buttonClass('plain')}
      >
        {t.toPolicy(version)}
      </Link>
      <Link
        to="/rules/ready"
        search={{ ...search, policy: undefined }}
        className={buttonClass('plain')}
      >
        {t.toLive}
      </Link>
    </>
  )
}

function Found({ of }: { of: ReadyRules }) {
  const search = route.useSearch()
  const { data: policies = [] } = useQuery(policiesOptions())
  const list = useRef<HTMLDivElement>(null)
  useRowKeys(list)
  const groups = grouped(of.items, search)
  return (
    <>
      <ReadyFilters search={search} attacks={attacksOf(of.items)} />
      <div ref={list} className="flex flex-col gap-4">
        {groups.map(({ attack, rules }) => (
          <Card key={attack} title={attack} flush>
            <ul aria-label={t.rule(attack)} className="overflow-hidden rounded-b-lg">
              {rules.map((rule) => (
                <ReadyRow
                  key={rule.key}
                  rule={rule}
                  shown={of.policy}
                  policies={policies}
                  search={search}
                />
              ))}
            </ul>
          </Card>
        ))}
        {groups.length === 0 && (
          <Card flush>
            <EmptyState
              kind="no-match"
              title={t.noMatchTitle}
              text={t.noMatchText}
              action={
                <Link
                  to="/rules/ready"
                  search={{ policy: search.policy }}
                  className={buttonClass('primary')}
                >
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
