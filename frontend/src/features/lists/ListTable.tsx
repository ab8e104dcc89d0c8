import { Link } from '@tanstack/react-router'
import type { EntityList } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { lists as t } from '@/messages/en'
import { type Column, Table } from '@/ui/Table'
import { When } from '@/ui/When'
import { EffectTag } from './EffectTag'
import { howMany } from './words'

const columns: Column<EntityList>[] = [
  { key: 'name', head: t.heads.name, cell: (list) => <Open list={list} /> },
  { key: 'effect', head: t.heads.effect, cell: ({ effect }) => <EffectTag effect={effect} /> },
  { key: 'kind', head: t.heads.kind, cell: ({ kind }) => t.kinds[kind] },
  {
    key: 'entries',
    head: t.heads.entries,
    align: 'end',
    cell: ({ entries }) => count(entries),
  },
  { key: 'rules', head: t.heads.rules, cell: (list) => <AskedBy list={list} /> },
  {
    key: 'made',
    head: t.heads.made,
    align: 'end',
    cell: ({ created_by, created_at }) => (
      <span className="text-ink-2">
        {created_by}, <When at={created_at} />
      </span>
    ),
  },
]

/** Lists in rows; each leads to its page. */
export function ListTable({ lists }: { lists: readonly EntityList[] }) {
  return (
    <Table
      label={t.label}
      rows={lists}
      rowKey={({ id }) => id}
      columns={columns}
      card={(list) => ({
        title: <Open list={list} />,
        end: <EffectTag effect={list.effect} />,
        detail: [howMany(list.kind, list.entries), ruleCount(list), list.created_by]
          .filter(Boolean)
          .join(' · '),
      })}
    />
  )
}

function Open({ list }: { list: EntityList }) {
  return (
    <Link
      to="/rules/lists/$id"
      params={{ id: String(list.id) }}
      className="stretch block max-w-80 truncate rounded-sm font-medium"
    >
      {list.name}
    </Link>
  )
}

/** A rule that is in several policies is one. */
const rulesOf = ({ used_by }: EntityList) => new Map(used_by.map((use) => [use.rule_id, use.name]))

const ruleCount = (list: EntityList) => {
  const { size } = rulesOf(list)
  return size > 0 && t.askedBy(size, count(size))
}

function AskedBy({ list }: { list: EntityList }) {
  const names = [...rulesOf(list).values()]
  if (!names.length) return <span className="text-ink-3">{t.noRules}</span>
  const [first = '', ...others] = names
  const more = others.length > 0 && ` ${t.andMore(count(others.length))}`
  return (
    <span title={names.join(', ')} className="block max-w-64 truncate">
      {first}
      {more}
    </span>
  )
}
