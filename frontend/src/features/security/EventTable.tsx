import { Link } from '@tanstack/react-router'
import type { SecurityEvent } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { security as t } from '@/messages/en'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import type { SecuritySearch } from './search'

const TONES = { low: 'neutral', medium: 'elevated', high: 'high' } as const

export const kindText = (kind: string) => t.kinds[kind] ?? kind

export function Severity({ of }: { of: SecurityEvent['severity'] }) {
  return <Tag tone={TONES[of]}>{t.severities[of]}</Tag>
}

interface EventTableProps {
  events: readonly SecurityEvent[]
  search: SecuritySearch
}

/** One page of events; equal ones of a minute stand together with their number. */
export function EventTable({ events, search }: EventTableProps) {
  const open = (event: SecurityEvent) => (
    <Link
      to="/settings/security"
      search={{ ...search, event: event.id }}
      className="stretch font-medium"
    >
      {kindText(event.kind)}
    </Link>
  )
  const columns: Column<SecurityEvent>[] = [
    { key: 'at', head: t.when, cell: ({ last_at }) => <When at={last_at} as="short" /> },
    { key: 'severity', head: t.severity, cell: ({ severity }) => <Severity of={severity} /> },
    { key: 'kind', head: t.kind, cell: open },
    { key: 'count', head: t.times, align: 'end', cell: (event) => count(event.count) },
    { key: 'address', head: t.address, cell: ({ address }) => address ?? t.manyAddresses },
  ]
  return (
    <Table
      label={t.list}
      rows={events}
      columns={columns}
      rowKey={({ id }) => id}
      card={(event) => ({
        lead: <Severity of={event.severity} />,
        title: open(event),
        end: <When at={event.last_at} />,
        detail: `${event.address ?? t.manyAddresses} · ${t.timesOf(event.count, count(event.count))}`,
      })}
    />
  )
}
