import { Link } from '@tanstack/react-router'
import type { Key } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { keys as t } from '@/messages/en'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { scopesText, stateOf, works } from './state'

const columns: Column<Key>[] = [
  { key: 'name', head: t.heads.name, cell: (key) => <KeyLink of={key} /> },
  { key: 'prefix', head: t.heads.prefix, cell: (key) => <Prefix of={key} /> },
  { key: 'mode', head: t.heads.mode, cell: (key) => <ModeTag of={key} /> },
  { key: 'may', head: t.heads.may, cell: (key) => scopesText(key.scopes) },
  { key: 'used', head: t.heads.used, cell: (key) => <Used of={key} /> },
  { key: 'until', head: t.heads.until, cell: (key) => <Until of={key} /> },
]

export function KeyTable({ label, keys }: { label: string; keys: readonly Key[] }) {
  const now = useNow()
  return (
    <Table
      label={label}
      rows={keys}
      rowKey={(key) => key.id}
      columns={columns}
      card={(key) => ({
        title: <KeyLink of={key} />,
        end: works(key, now) ? <ModeTag of={key} /> : <Until of={key} />,
        detail: (
          <>
            <Prefix of={key} /> · {t.heads.used.toLowerCase()} <Used of={key} />
          </>
        ),
      })}
    />
  )
}

function KeyLink({ of }: { of: Key }) {
  return (
    <Link
      to="/settings/keys"
      search={{ key: of.id }}
      className="stretch block max-w-44 truncate rounded-sm font-medium"
    >
      {of.name}
    </Link>
  )
}

function Prefix({ of }: { of: Key }) {
  return <span className="font-mono text-xs text-ink-2">{of.prefix}…</span>
}

export function ModeTag({ of }: { of: Key }) {
  return <Tag tone={of.mode === 'live' ? 'accent' : 'neutral'}>{t.modes[of.mode]}</Tag>
}

export function Used({ of }: { of: Key }) {
  return of.last_used_at ? <When at={of.last_used_at} /> : t.never
}

/** When it ends, or that it has, and why. */
export function Until({ of }: { of: Key }) {
  const now = useNow()
  const state = stateOf(of, now)
  if (state === 'revoked') return <Tag tone="high">{t.revoked}</Tag>
  if (state === 'expired') return <Tag tone="elevated">{t.expired}</Tag>
  if (state === 'replaced') return <Tag>{t.replaced}</Tag>
  if (!of.expires_at) return <span className="text-ink-3">{t.noEnd}</span>
  if (state === 'active') return <When at={of.expires_at} as="day" />
  return (
    <Tag tone="elevated">
      {t.endsAt} <When at={of.expires_at} />
    </Tag>
  )
}
