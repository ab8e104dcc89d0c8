import { type FormEvent, useState } from 'react'
import { useMe } from '@/lib/me'
import { transactions as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { NumberField } from '@/ui/NumberField'
import { TextField } from '@/ui/TextField'
import type { TransactionsSearch } from './search'

interface FilterFormProps {
  search: TransactionsSearch
  onChange: (filters: TransactionsSearch) => void
}

const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/

/** The filters one types: days, amounts, category and customer. */
export function FilterForm({ search, onChange }: FilterFormProps) {
  const { currency } = useMe().merchant
  const [wrong, setWrong] = useState<readonly string[]>([])

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? '').trim() || undefined
    // 1,000 is how people write it.
    const amount = (name: string) => typed(name)?.replace(/[,\s]/g, '')
    const amounts = { min: amount('min'), max: amount('max') }
    const bad = Object.entries(amounts)
      .filter(([, value]) => value !== undefined && !AMOUNT.test(value))
      .map(([name]) => name)
    setWrong(bad)
    if (bad.length) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${bad[0]}]`)?.focus()
      return
    }
    onChange({
      ...amounts,
      from: typed('from'),
      until: typed('until'),
      category: typed('category'),
      customer: typed('customer'),
    })
  }
  const error = (name: string) => (wrong.includes(name) ? { error: t.notAmount } : {})

  return (
    <form noValidate onSubmit={apply} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <TextField type="date" name="from" label={t.from} defaultValue={search.from} />
      <TextField type="date" name="until" label={t.until} defaultValue={search.until} />
      <TextField
        name="category"
        label={t.category}
        maxLength={64}
        defaultValue={search.category}
        autoComplete="off"
      />
      <NumberField name="min" label={t.min(currency)} defaultValue={search.min} {...error('min')} />
      <NumberField name="max" label={t.max(currency)} defaultValue={search.max} {...error('max')} />
      <TextField
        name="customer"
        label={t.customer}
        maxLength={128}
        defaultValue={search.customer}
        autoComplete="off"
      />
      <div className="sm:col-span-2 lg:col-span-3">
        <Button look="primary" type="submit">
          {t.apply}
        </Button>
      </div>
    </form>
  )
}
