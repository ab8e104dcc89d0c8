import type { RuleField } from '@/lib/api.gen'
import { plain } from '@/lib/format'
import { ruleEditor as t } from '@/messages/en'
import { NumberField } from '@/ui/NumberField'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { ListChoice } from './ListChoice'
import type { LinePart } from './lines'
import { codeName, ManyValues } from './ManyValues'

const VALUELESS = ['yes', 'no', 'known', 'unknown']
const MAX_TEXT = 200

type ValuePart = LinePart & { field: RuleField }

/** With what a field is compared, by what it is and how it is compared. */
export function ValueFields({ line, field, onChange }: ValuePart) {
  const { op } = line
  if (VALUELESS.includes(op)) return null
  if (op === 'in_list' || op === 'not_in_list') {
    return <ListChoice kind={field.list_kind} line={line} onChange={onChange} />
  }
  if (field.kind === 'number' || field.kind === 'money') {
    return <Numbers line={line} field={field} onChange={onChange} />
  }
  if (op === 'one_of') return <ManyValues line={line} field={field} onChange={onChange} />
  return <OneText line={line} field={field} onChange={onChange} />
}

function Numbers({ line, field, onChange }: ValuePart) {
  const put = (at: number, text: string) => {
    const values = [line.values[0] ?? '', line.values[1] ?? ''].slice(
      0,
      line.op === 'between' ? 2 : 1,
    )
    values[at] = text
    onChange({ ...line, values })
  }
  const isBound = field.low !== null && field.high !== null
  const bounds = isBound && t.range(plain(field.low ?? 0), plain(field.high ?? 0))
  const note = field.kind === 'money' ? t.ownCurrency : bounds
  const input = (at: number, label: string) => (
    <div className="w-24">
      <NumberField
        label={label}
        labelHidden
        value={line.values[at] ?? ''}
        onChange={({ target }) => put(at, target.value)}
      />
    </div>
  )
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
        {input(0, line.op === 'between' ? t.valueFrom : t.value)}
        {line.op === 'between' && (
          <>
            {t.and}
            {input(1, t.valueTo)}
          </>
        )}
        {field.unit}
      </div>
      {note && <p className="mt-1 text-xs text-ink-3">{note}</p>}
    </div>
  )
}

function OneText({ line, field, onChange }: ValuePart) {
  const value = line.values[0] ?? ''
  const put = (text: string) => onChange({ ...line, values: text ? [text] : [] })
  const isExact = line.op === 'is' || line.op === 'is_not'
  if (isExact && field.values.length) {
    const known = field.values.find((one) => one.toLowerCase() === value.toLowerCase())
    return (
      <div className="w-44">
        <Select
          label={t.value}
          labelHidden
          value={known ?? ''}
          options={[
            ...(known ? [] : [{ value: '', label: t.choose }]),
            ...field.values.map((one) => ({ value: one, label: one })),
          ]}
          onChange={({ target }) => put(target.value)}
        />
      </div>
    )
  }
  const isCode = field.kind === 'country' || field.kind === 'currency'
  const hint = isCode && (codeName(field.kind, value) ?? codeHint(field.kind))
  return (
    <div className="w-56 max-w-full">
      <TextField
        label={t.value}
        labelHidden
        value={value}
        maxLength={MAX_TEXT}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize={isCode ? 'characters' : 'none'}
        onChange={({ target }) => put(isCode ? target.value.toUpperCase() : target.value)}
        {...(hint && { hint })}
      />
    </div>
  )
}

const codeHint = (kind: RuleField['kind']) => (kind === 'country' ? t.countryHint : t.currencyHint)
