import { useNavigate } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { useId, useState } from 'react'
import { PHONE, useMedia } from '@/lib/media'
import { transactions as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { FilterBar } from '@/ui/FilterBar'
import { SearchField } from '@/ui/SearchField'
import { FilterChips } from './FilterChips'
import { FilterForm } from './FilterForm'
import { FilterSelects } from './FilterSelects'
import { SortSelect } from './SortSelect'
import type { TransactionsSearch } from './search'

/** Narrows the list: every control writes the address, and the chips show what it holds. */
export function Filters({ search }: { search: TransactionsSearch }) {
  const navigate = useNavigate()
  const phone = useMedia(PHONE)
  const [open, setOpen] = useState(false)
  const panel = useId()
  const change = (filters: TransactionsSearch, replace = false) => {
    navigate({
      to: '/transactions',
      search: { ...search, ...filters },
      replace,
    })
  }
  return (
    <FilterBar label={t.filters}>
      <div className="min-w-40 flex-1 md:max-w-80">
        <SearchField
          label={t.search}
          placeholder={t.searchShort}
          text={search.text}
          onText={(text) => change({ text }, search.text !== undefined)}
        />
      </div>
      {!phone && <FilterSelects search={search} onChange={change} />}
      <Button
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen((before) => !before)}
      >
        <SlidersHorizontal aria-hidden="true" size={16} />
        {phone ? t.filters : t.moreFilters}
      </Button>
      <div
        id={panel}
        hidden={!open}
        className="w-full rounded-lg border border-line bg-surface p-4 shadow-1"
      >
        {phone && (
          <div className="mb-3 grid grid-cols-1 gap-3">
            <FilterSelects search={search} onChange={change} />
            <SortSelect search={search} onChange={change} />
          </div>
        )}
        <FilterForm
          // Starts from the address again whenever that changes.
          key={JSON.stringify([
            search.from,
            search.until,
            search.min,
            search.max,
            search.category,
            search.customer,
          ])}
          search={search}
          onChange={change}
        />
      </div>
      <FilterChips search={search} onChange={change} />
    </FilterBar>
  )
}
