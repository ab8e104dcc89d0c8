import type { Policy } from '@/lib/api.gen'
import { count, plain } from '@/lib/format'
import { policies as t } from '@/messages/en'
import { PolicyLink } from '@/ui/PolicyLink'
import { PolicyState } from '@/ui/PolicyState'
import { type Column, Table } from '@/ui/Table'
import { When } from '@/ui/When'
import { differenceLine, differenceOf } from './difference'
import { useBases } from './useBases'

/** Policies, the newest first: where each stands, what it changed, by whom and why. */
export function PolicyTable({ policies }: { policies: readonly Policy[] }) {
  const bases = useBases(policies)
  const changes = (policy: Policy) => {
    const base = policy.based_on === null ? undefined : bases.get(policy.based_on)
    if (policy.based_on === null) return t.first
    return base ? differenceLine(differenceOf(base, policy)) : ''
  }
  const columns: Column<Policy>[] = [
    {
      key: 'version',
      head: t.heads.policy,
      cell: ({ version }) => <PolicyLink version={version} stretch />,
    },
    { key: 'state', head: t.heads.state, cell: ({ state }) => <PolicyState state={state} /> },
    { key: 'lines', head: t.heads.lines, cell: linesText },
    { key: 'rules', head: t.heads.rules, align: 'end', cell: ({ rules }) => count(rules.length) },
    { key: 'changes', head: t.heads.changes, cell: (row) => <Cut text={changes(row)} /> },
    { key: 'reason', head: t.heads.reason, cell: ({ reason }) => <Cut text={reason} /> },
    { key: 'author', head: t.heads.author, cell: authorText },
    {
      key: 'made',
      head: t.made,
      align: 'end',
      cell: (row) => (
        <span className="whitespace-nowrap">
          <When at={row.created_at} as="short" />
        </span>
      ),
    },
  ]
  return (
    <Table
      label={t.list}
      rows={policies}
      rowKey={({ version }) => version}
      columns={columns}
      card={(row) => ({
        title: <PolicyLink version={row.version} stretch />,
        end: <PolicyState state={row.state} />,
        detail: [changes(row), authorText(row)].filter(Boolean).join(' · '),
      })}
    />
  )
}

function Cut({ text }: { text: string }) {
  return (
    <span title={text} className="block max-w-64 truncate text-ink-2 min-[1400px]:max-w-80">
      {text}
    </span>
  )
}

const linesText = ({ review_line, block_line }: Policy) =>
  t.linesShort(plain(review_line), plain(block_line))

const authorText = ({ author }: Policy) => author?.name ?? t.theService
