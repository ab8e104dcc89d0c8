import { Link } from '@tanstack/react-router'
import type { ListedRule } from '@/lib/api.gen'
import { count, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { rules as t } from '@/messages/en'
import { PolicyState } from '@/ui/PolicyState'
import { type Column, Table } from '@/ui/Table'
import type { KnownRule } from './known'

const COLUMNS: readonly Column<KnownRule>[] = [
  {
    key: 'rule',
    head: t.heads.rule,
    cell: (rule) => (
      <div className="min-w-64 py-2 xl:w-[30rem]">
        <Open rule={rule} />
        <p className="max-w-[75ch] text-ink-2">{rule.sentence}</p>
        {rule.others.map((other) => (
          <Otherwise key={other.policy} rule={rule} other={other} />
        ))}
      </div>
    ),
  },
  {
    key: 'state',
    head: t.heads.state,
    cell: (rule) => (
      <div className="flex w-52 flex-col items-start gap-0.5 py-2">
        <PolicyState state={rule.state} />
        <Why rule={rule} />
      </div>
    ),
  },
  {
    key: 'hits',
    head: <span title={t.hitsHint}>{t.heads.hits}</span>,
    align: 'end',
    cell: (rule) => (hasFired(rule) ? count(rule.hits) : '–'),
  },
  {
    key: 'right',
    head: <span title={t.rightHint}>{t.heads.right}</span>,
    align: 'end',
    cell: (rule) => (hasFired(rule) ? right(rule) : '–'),
  },
  {
    key: 'priority',
    head: <span title={t.priorityHint}>{t.heads.priority}</span>,
    align: 'end',
    cell: (rule) => count(rule.priority),
  },
]

/** Rules in rows, each a sentence; the link of each is what J, K and the arrows walk along. */
export function RuleTable({ label, rules }: { label: string; rules: readonly KnownRule[] }) {
  return (
    <Table
      label={label}
      rows={rules}
      rowKey={(rule) => rule.id}
      columns={COLUMNS}
      card={(rule) => ({
        title: <Open rule={rule} />,
        end: <PolicyState state={rule.state} />,
        detail: (
          <>
            <span className="line-clamp-3 text-sm whitespace-normal text-ink-2">
              {rule.sentence}
            </span>
            {hasFired(rule) && (
              <span>
                {t.hits(rule.hits, count(rule.hits))} · {t.heads.right}: {right(rule)}
              </span>
            )}
            <span className="block whitespace-normal">
              <Why rule={rule} />
            </span>
          </>
        ),
      })}
    />
  )
}

function Open({ rule }: { rule: KnownRule }) {
  return (
    <Link
      to="/rules/$id"
      params={{ id: String(rule.id) }}
      className="stretch rounded-sm text-base font-medium"
    >
      {rule.name}
    </Link>
  )
}

/** Why it does not decide, until when it does, and for how many it is silent. */
function Why({ rule }: { rule: KnownRule }) {
  const zone = useMe().merchant.time_zone
  const { why_not_live: why, expires_at: expires, snoozes, state } = rule
  const said = [
    why,
    expires !== null && state !== 'off' && t.expires(when(expires, zone, 'date')),
    snoozes > 0 && t.snoozedFor(snoozes, count(snoozes)),
  ].filter(Boolean)
  return said.length > 0 && <span className="text-xs text-ink-3">{said.join(' ')}</span>
}

/** What the shadow or a draft says of the same rule. */
function Otherwise({ rule, other }: { rule: KnownRule; other: ListedRule }) {
  return (
    <p className="relative z-10 mt-0.5 text-xs text-ink-3">
      <Link
        to="/rules/policies/$version"
        params={{ version: String(other.policy) }}
        className="font-medium text-accent underline-offset-4 hover:underline"
      >
        {t.otherwise[other.state]} {other.policy}
      </Link>{' '}
      {other.sentence === rule.sentence ? t.sameWords : `${t.says} ${other.sentence}`}
    </p>
  )
}

/** A rule that was never at work has no hits, which is not the same as none. */
const hasFired = ({ state, hits }: KnownRule) => hits > 0 || state === 'live'

function right({ fraud, good }: KnownRule): string {
  const known = fraud + good
  return known === 0 ? t.noneKnown : t.ofKnown(count(fraud), count(known))
}
