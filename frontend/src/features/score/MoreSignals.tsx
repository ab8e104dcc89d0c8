import { ChevronRight } from 'lucide-react'
import { count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { score as t } from '@/messages/en'
import { TextField } from '@/ui/TextField'
import { field, type PaymentFormApi } from './BasicFields'
import type { FieldName, Values } from './form'

/** The fields behind "More signals". */
export const MORE = [
  'customer',
  'card',
  'device',
  'terminal',
  'ip',
  'email',
  'country',
  'external_id',
  'occurred_at',
  'customer_created_at',
] as const satisfies readonly FieldName[]

interface MoreSignalsProps {
  form: PaymentFormApi
  values: Values
  open: boolean
  onOpen: (open: boolean) => void
}

/** What makes the answer sharper, folded away until it is wanted. */
export function MoreSignals({ form, values, open, onOpen }: MoreSignalsProps) {
  const { time_zone } = useMe().merchant
  const filled = MORE.filter((name) => values[name]).length
  const plain = (name: FieldName) => ({ ...field(form, name), spellCheck: false })
  return (
    <details
      open={open}
      onToggle={(event) => onOpen(event.currentTarget.open)}
      className="group border-y border-line py-1"
    >
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-sm text-base font-medium pointer-coarse:min-h-11">
        <ChevronRight
          aria-hidden="true"
          size={16}
          className="text-ink-3 transition-transform group-open:rotate-90"
        />
        {t.more}
        <span className="text-sm font-normal text-ink-3">
          {filled > 0 ? t.moreSent(count(filled)) : t.moreNote}
        </span>
      </summary>
      <div className="flex flex-col gap-4 pt-2 pb-3">
        <div className="grid grid-cols-2 gap-3">
          <TextField {...plain('customer')} autoComplete="off" />
          <TextField {...plain('card')} autoComplete="off" hint={t.hints.card} />
          <TextField {...plain('device')} />
          <TextField {...plain('terminal')} />
          <TextField {...plain('ip')} inputMode="url" />
          <TextField {...plain('country')} hint={t.hints.country} autoComplete="off" />
        </div>
        <TextField {...plain('email')} inputMode="email" autoComplete="off" />
        <TextField {...plain('external_id')} hint={t.hints.external_id} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            {...field(form, 'occurred_at')}
            type="datetime-local"
            hint={t.hints.occurred_at(time_zone)}
          />
          <TextField {...field(form, 'customer_created_at')} type="date" />
        </div>
      </div>
    </details>
  )
}
