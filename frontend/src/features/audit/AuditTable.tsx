import { Link } from '@tanstack/react-router'
import type { AuditEvent } from '@/lib/api.gen'
import { audit as t } from '@/messages/en'
import { type Column, Table } from '@/ui/Table'
import { When } from '@/ui/When'
import type { AuditSearch } from './search'

interface AuditTableProps {
  events: readonly AuditEvent[]
  search: AuditSearch
}

/** What was done, in words; the API's own word where there are none yet. */
export const actionText = (action: string) => t.actions[action] ?? action

export const actorText = ({ actor_name, actor_kind }: AuditEvent) =>
  actor_kind === 'user' ? actor_name : t.actor(t.kinds[actor_kind], actor_name)

/** One page of events; each opens beside the list. */
export function AuditTable({ events, search }: AuditTableProps) {
  const open = (event: AuditEvent) => (
    <Link
      to="/settings/audit"
      search={{ ...search, event: event.id }}
      className="stretch font-medium"
    >
      {actionText(event.action)}
    </Link>
  )
  const columns: Column<AuditEvent>[] = [
    { key: 'at', head: t.when, cell: ({ at }) => <When at={at} as="short" /> },
    { key: 'who', head: t.who, cell: actorText },
    { key: 'action', head: t.what, cell: open },
    {
      key: 'thing',
      head: t.thing,
      cell: ({ thing }) => <span className="font-mono text-xs text-ink-2">{thing}</span>,
    },
    { key: 'address', head: t.address, cell: ({ address }) => address ?? '' },
  ]
  return (
    <Table
      label={t.list}
      rows={events}
      columns={columns}
      rowKey={({ id }) => id}
      card={(event) => ({
        title: open(event),
        end: <When at={event.at} />,
        detail: `${actorText(event)} · ${event.thing}`,
      })}
    />
  )
}
