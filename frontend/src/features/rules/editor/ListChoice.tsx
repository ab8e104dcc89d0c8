import { Link } from '@tanstack/react-router'
import type { RuleField } from '@/lib/api.gen'
import { ruleEditor as t } from '@/messages/en'
import { Select } from '@/ui/Select'
import { type LinePart, useLines } from './lines'

/** One of the merchant's lists of a kind, or the way to make one. */
export function ListChoice({ kind, line, onChange }: LinePart & { kind: RuleField['list_kind'] }) {
  const { lists } = useLines()
  const fitting = lists?.filter((list) => list.kind === kind) ?? []
  const value = line.values[0] ?? ''
  const isKnown = fitting.some(({ id }) => String(id) === value)
  if (lists && !fitting.length && kind) {
    return (
      <p className="flex min-h-9 items-center text-sm text-ink-2">
        <span>
          {t.noList(t.listKinds[kind])}{' '}
          <Link to="/rules/lists" className="font-medium text-accent hover:underline">
            {t.toLists}
          </Link>
        </span>
      </p>
    )
  }
  return (
    <div className="w-56 max-w-full">
      <Select
        label={t.list}
        labelHidden
        value={isKnown ? value : ''}
        options={[
          ...(isKnown ? [] : [{ value: '', label: t.choose }]),
          ...fitting.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={({ target }) => onChange({ ...line, values: [target.value] })}
      />
    </div>
  )
}
