import { X } from 'lucide-react'
import { useId } from 'react'
import type { EntityList, ListEntry } from '@/lib/api.gen'
import { useMayManage } from '@/lib/me'
import { useOfflineSince } from '@/lib/online'
import { common, lists } from '@/messages/en'
import { IconButton } from '@/ui/IconButton'
import { type FixedColumn, VirtualTable } from '@/ui/VirtualTable'
import { When } from '@/ui/When'
import { useTakeOff } from './useTakeOff'
import { shown } from './words'

const t = lists.page

interface EntryTableProps {
  list: EntityList
  rows: readonly ListEntry[]
  hasMore: boolean
  onNearEnd: () => void
}

const COLUMNS: readonly FixedColumn<ListEntry>[] = [
  { key: 'value', width: 16, head: t.heads.value, cell: (entry) => <Value of={entry} /> },
  {
    key: 'reason',
    width: 18,
    head: t.heads.reason,
    cell: ({ reason }) => <span title={reason}>{reason || '–'}</span>,
  },
  { key: 'until', width: 7, head: t.heads.until, cell: (entry) => <Until of={entry} /> },
  { key: 'by', width: 9, head: t.heads.by, cell: ({ created_by }) => created_by },
  {
    key: 'since',
    width: 7,
    align: 'end',
    head: t.heads.since,
    cell: ({ created_at }) => (
      <span className="text-ink-2">
        <When at={created_at} />
      </span>
    ),
  },
]

/** Entries in rows, each with the way to take it off. */
export default function EntryTable({ list, rows, hasMore, onNearEnd }: EntryTableProps) {
  const may = useMayManage()
  const isOffline = useOfflineSince() !== null
  const note = useId()
  const takeOff = useTakeOff()
  const off = (entry: ListEntry) => (
    <IconButton
      label={t.takeOff(shown(entry.value))}
      aria-disabled={isOffline || undefined}
      aria-describedby={isOffline ? note : undefined}
      onClick={() => !isOffline && takeOff({ list_id: list.id, name: list.name, entry })}
    >
      <X aria-hidden="true" size={16} />
    </IconButton>
  )
  const last: FixedColumn<ListEntry> = {
    key: 'off',
    width: 3.5,
    align: 'end',
    head: <span className="sr-only">{t.heads.off}</span>,
    cell: off,
  }
  return (
    <>
      {may && isOffline && (
        <p id={note} className="border-b border-line px-4 py-2 text-sm text-ink-2">
          {common.offline}
        </p>
      )}
      <VirtualTable
        label={t.entries}
        name={`list-${list.id}`}
        rows={rows}
        hasMore={hasMore}
        onNearEnd={onNearEnd}
        rowKey={({ id }) => id}
        columns={may ? [...COLUMNS, last] : COLUMNS}
        card={(entry) => ({
          title: <Value of={entry} />,
          end: may && <span className="-my-3 -mr-3 inline-flex">{off(entry)}</span>,
          detail: (
            <>
              {entry.reason && `${entry.reason} · `}
              {entry.created_by} · <When at={entry.created_at} />
              {entry.expires_at && (
                <>
                  {' · '}
                  {t.ends} <When at={entry.expires_at} />
                </>
              )}
            </>
          ),
        })}
      />
    </>
  )
}

function Value({ of: { value } }: { of: ListEntry }) {
  return (
    <span title={value} className="font-mono text-xs">
      {shown(value)}
    </span>
  )
}

function Until({ of: { expires_at } }: { of: ListEntry }) {
  return expires_at ? <When at={expires_at} /> : <span className="text-ink-3">{t.forever}</span>
}
