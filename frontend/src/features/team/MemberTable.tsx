import { Link } from '@tanstack/react-router'
import type { Member } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { team as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'

const columns: Column<Member>[] = [
  { key: 'name', head: t.heads.name, cell: (member) => <Name of={member} /> },
  {
    key: 'email',
    head: t.heads.email,
    cell: (member) => <span className="block max-w-60 truncate text-ink-2">{member.email}</span>,
  },
  { key: 'role', head: t.heads.role, cell: (member) => t.roles[member.role] },
  { key: 'active', head: t.heads.active, cell: (member) => <Active of={member} /> },
  {
    key: 'factor',
    head: t.heads.factor,
    cell: ({ second_factor: on }) =>
      on ? t.on : <span className="text-elevated-text">{t.off}</span>,
  },
]

export function MemberTable({ members }: { members: readonly Member[] }) {
  return (
    <Table
      label={t.list}
      rows={members}
      rowKey={(member) => member.id}
      columns={columns}
      card={(member) => ({
        lead: <Avatar name={member.name} />,
        title: <Name of={member} />,
        end: <span className="font-normal">{t.roles[member.role]}</span>,
        detail: (
          <>
            {t.active} <Active of={member} />
            {!member.second_factor && <> · {t.noFactor}</>} · {member.email}
          </>
        ),
      })}
    />
  )
}

function Name({ of }: { of: Member }) {
  const { email } = useMe()
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        to="/settings/team"
        search={{ member: of.id }}
        className="stretch block max-w-44 truncate rounded-sm font-medium"
      >
        {of.name}
      </Link>
      {of.email === email && <Tag tone="accent">{t.you}</Tag>}
    </span>
  )
}

export function Active({ of }: { of: Member }) {
  return of.last_active_at ? <When at={of.last_active_at} /> : t.never
}
