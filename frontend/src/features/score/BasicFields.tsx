import type { UseFormReturn } from 'react-hook-form'
import { useMe } from '@/lib/me'
import { common, score as t } from '@/messages/en'
import { NumberField } from '@/ui/NumberField'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { type FieldName, LONGEST, type Values } from './form'

export type PaymentFormApi = UseFormReturn<Values>

const WEEKDAYS = [
  { value: '', label: t.notSent },
  ...common.weekdays.map((label, day) => ({ value: String(day), label })),
]

/** What ties a field to the form: its name, its label, what is wrong with it. */
export function field(form: PaymentFormApi, name: FieldName) {
  return {
    label: t.fields[name],
    error: form.formState.errors[name]?.message,
    maxLength: LONGEST[name],
    ...form.register(name),
  }
}

/** The five fields that every payment has. */
export function BasicFields({ form }: { form: PaymentFormApi }) {
  const { currency } = useMe().merchant
  const { maxLength: _, ...weekday } = field(form, 'day_of_week')
  return (
    <>
      <NumberField {...field(form, 'amount')} hint={t.hints.amount(currency)} />
      <div className="grid grid-cols-2 gap-3">
        <NumberField optional {...field(form, 'hour')} hint={t.hints.hour} decimals={false} />
        <Select optional {...weekday} options={WEEKDAYS} />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          optional
          {...field(form, 'merchant_category')}
          hint={t.hints.merchant_category}
        />
        <TextField optional {...field(form, 'transaction_type')} hint={t.hints.transaction_type} />
      </div>
    </>
  )
}
