import { X } from 'lucide-react'
import { ruleEditor as t } from '@/messages/en'
import { Combobox, type ComboOption } from '@/ui/Combobox'
import { IconButton } from '@/ui/IconButton'
import { Select } from '@/ui/Select'
import { lackOf } from './condition'
import { ABOUT, aboutOf, EXTRA, fieldOf, opsOf, withField, withOp } from './fields'
import { type LinePart, useLines } from './lines'
import { besides, changed, type Line, linesOf, removed, type Sort } from './tree'
import { ValueFields } from './ValueFields'

/** One comparison: what, how, and with what. */
export function LineRow({ line }: { line: Line }) {
  const { root, fields, change, focus, wrong } = useLines()
  const number = linesOf(root).findIndex(({ id }) => id === line.id) + 1
  const field = fieldOf(line, fields)
  const onChange = (next: Line) => change(changed<Line>(root, line.id, () => next))
  const remove = () => {
    const rest = removed(root, line.id)
    focus(besides(root, line.id) ?? linesOf(rest)[0]?.id ?? null)
    change(rest)
  }
  const isAlone = linesOf(root).length === 1
  return (
    <fieldset aria-describedby={`${line.id}-said`} className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{t.line(number)}</legend>
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <FieldChoice line={line} onChange={onChange} />
        </div>
        {!(isAlone && !line.field) && (
          <IconButton label={t.removeLine(number)} onClick={remove}>
            <X aria-hidden="true" size={16} />
          </IconButton>
        )}
      </div>
      {field && (
        <div className="flex flex-wrap items-start gap-2">
          {EXTRA.test(line.field) && <SortChoice line={line} onChange={onChange} />}
          <div className="w-34 flex-none">
            <Select
              label={t.op}
              labelHidden
              value={line.op}
              options={opsOf(field).map((op) => ({ value: op, label: t.ops[op] ?? op }))}
              onChange={({ target }) => onChange(withOp(line, target.value))}
            />
          </div>
          <ValueFields line={line} field={field} onChange={onChange} />
        </div>
      )}
      <div id={`${line.id}-said`}>
        <LineNote line={line} />
        {wrong?.id === line.id && (
          <p role="alert" className="text-sm text-high-text">
            {wrong.text}
          </p>
        )}
        {field && !field.is_sent && line.op !== 'unknown' && (
          <p className="text-xs text-ink-2">{t.notSent}</p>
        )}
      </div>
    </fieldset>
  )
}

/** What is still missing, quietly: it is no mistake to be in the middle of a line. */
function LineNote({ line }: { line: Line }) {
  const lack = lackOf(line, useLines().fields)
  if (!lack) return null
  const isWrong = lack === 'number' || lack === 'order'
  return (
    <p className={isWrong ? 'text-sm text-high-text' : 'text-xs text-ink-3'}>{t.lacks[lack]}</p>
  )
}

function FieldChoice({ line, onChange }: LinePart) {
  const { fields } = useLines()
  const options: ComboOption[] = ABOUT.flatMap((about) =>
    fields
      .filter((field) => aboutOf(field) === about)
      .map((field) => ({
        value: field.name,
        label: field.phrase,
        group: t.about[about],
        note: field.is_sent ? undefined : t.notSentNote,
      })),
  )
  return (
    <Combobox
      label={t.field}
      labelHidden
      placeholder={t.fieldHint}
      part={line.id}
      value={line.field}
      options={options}
      also={(typed) =>
        EXTRA.test(typed) ? { value: typed, label: typed, group: t.extraGroup } : null
      }
      onChange={(name) => onChange(withField(line, name, fields))}
    />
  )
}

const SORTS: readonly Sort[] = ['text', 'number', 'flag']

/** What clients send besides is of no kind until it is compared as one. */
function SortChoice({ line, onChange }: LinePart) {
  const { fields } = useLines()
  return (
    <div className="w-32 flex-none">
      <Select
        label={t.sort}
        labelHidden
        value={line.sort ?? 'text'}
        options={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
        onChange={({ target }) =>
          onChange(
            withField(
              { ...line, op: '', sort: target.value as Sort, values: [] },
              line.field,
              fields,
            ),
          )
        }
      />
    </div>
  )
}
