import { Link } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { PHONE, useMedia } from '@/lib/media'
import { audit as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { FilterBar } from '@/ui/FilterBar'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { isFiltered } from './query'
import type { AuditSearch } from './search'

interface FiltersProps {
  search: AuditSearch
  onChange: (next: AuditSearch) => void
}

const FORM =
  'grid w-full items-end gap-3 sm:grid-cols-3 xl:grid-cols-[2fr_2fr_2fr_1.5fr_1.5fr_auto]'
const KINDS = ['', ...Object.keys(t.groups)]

/** Narrows the trail; what is chosen stands in the address. On a phone they open on demand. */
export function Filters({ search, onChange }: FiltersProps) {
  const phone = useMedia(PHONE)
  const [open, setOpen] = useState(false)
  const panel = useId()
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? '').trim() || undefined
    onChange({
      actor: typed('actor'),
      action: typed('action'),
      thing: typed('thing'),
      from: typed('from'),
      until: typed('until'),
    })
  }
  // An action of a pasted link that stands in no group is offered as it is.
  const kinds = search.action && !KINDS.includes(search.action) ? [...KINDS, search.action] : KINDS
  return (
    <FilterBar label={t.filters}>
      {phone && (
        <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
          <SlidersHorizontal aria-hidden="true" size={16} />
          {t.filters}
        </Button>
      )}
      <form id={panel} noValidate onSubmit={apply} className={phone && !open ? 'hidden' : FORM}>
        <Select
          name="action"
          label={t.what}
          defaultValue={search.action ?? ''}
          options={kinds.map((kind) => ({
            value: kind,
            label: kind ? (t.groups[kind] ?? t.actions[kind] ?? kind) : t.everything,
          }))}
        />
        <TextField name="actor" label={t.who} defaultValue={search.actor} autoComplete="off" />
        <TextField
          name="thing"
          label={t.thing}
          placeholder={t.thingExample}
          defaultValue={search.thing}
          autoComplete="off"
        />
        <TextField type="date" name="from" label={t.from} defaultValue={search.from} />
        <TextField type="date" name="until" label={t.until} defaultValue={search.until} />
        <div className="flex gap-2">
          <Button type="submit">{t.apply}</Button>
          {isFiltered(search) && (
            <Link to="/settings/audit" className={buttonClass('ghost')}>
              {t.clear}
            </Link>
          )}
        </div>
      </form>
    </FilterBar>
  )
}
