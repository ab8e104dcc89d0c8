import { type FormEvent, useState } from 'react'
import { useMe } from '@/lib/me'
import { common, review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Checkboxes } from '@/ui/Checkboxes'
import { Drawer } from '@/ui/Drawer'
import { NumberField } from '@/ui/NumberField'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { focused } from './focused'
import { SaveView } from './SaveView'
import { LEVELS, type Level, type QueueSort, type ReviewSearch, SORTS } from './search'

interface FilterDrawerProps {
  search: ReviewSearch
  onApply: (search: ReviewSearch) => void
  onClose: () => void
}

const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/

/** What narrows the list and how it is sorted; all of it is the address, which can be kept. */
export default function FilterDrawer({ search, onApply, onClose }: FilterDrawerProps) {
  const { currency } = useMe().merchant
  const [levels, setLevels] = useState<readonly Level[]>(
    LEVELS.filter((level) => search.level?.split(',').includes(level)),
  )
  const [wrong, setWrong] = useState<readonly string[]>([])

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? '').trim() || undefined
    // 1,000 is how people write it.
    const amount = (name: string) => typed(name)?.replace(/[,\s]/g, '')
    const isWrong = (name: string) => !AMOUNT.test(amount(name) ?? '0')
    const number = (name: string) => (amount(name) === undefined ? undefined : Number(amount(name)))
    const bad = ['min', 'max'].filter(isWrong)
    setWrong(bad)
    if (bad.length) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${bad[0]}]`)?.focus()
      return
    }
    const sort = typed('sort') as QueueSort
    onApply({
      view: search.view,
      min: number('min'),
      max: number('max'),
      level: LEVELS.filter((level) => levels.includes(level)).join(',') || undefined,
      category: typed('category'),
      customer: typed('customer'),
      text: typed('text'),
      sort: sort === 'urgency' ? undefined : sort,
    })
    onClose()
  }
  const error = (name: string) => (wrong.includes(name) ? { error: t.notAmount } : {})
  return (
    <Drawer title={t.filterTitle} onClose={onClose}>
      <form noValidate onSubmit={apply} className="flex flex-col gap-4">
        <TextField
          name="text"
          label={t.text}
          hint={t.textHint}
          ref={focused}
          maxLength={128}
          autoComplete="off"
          defaultValue={search.text}
        />
        <Checkboxes
          label={t.level}
          options={LEVELS.map((value) => ({ value, label: common.levels[value] }))}
          value={levels}
          onChange={setLevels}
        />
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            name="min"
            label={t.min(currency)}
            defaultValue={search.min}
            {...error('min')}
          />
          <NumberField
            name="max"
            label={t.max(currency)}
            defaultValue={search.max}
            {...error('max')}
          />
        </div>
        <TextField
          name="category"
          label={t.category}
          maxLength={64}
          autoComplete="off"
          defaultValue={search.category}
        />
        <TextField
          name="customer"
          label={t.customer}
          maxLength={128}
          autoComplete="off"
          defaultValue={search.customer}
        />
        <Select
          name="sort"
          label={t.sort}
          defaultValue={search.sort ?? 'urgency'}
          options={SORTS.map((value) => ({ value, label: t.sortSpoken[value] }))}
        />
        <Button look="primary" type="submit">
          {t.apply}
        </Button>
      </form>
      <SaveView search={search} />
    </Drawer>
  )
}
