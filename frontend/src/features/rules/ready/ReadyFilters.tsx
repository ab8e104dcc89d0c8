import { useNavigate } from '@tanstack/react-router'
import { readyRules as t } from '@/messages/en'
import { FilterBar } from '@/ui/FilterBar'
import { SearchField } from '@/ui/SearchField'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { type ReadySearch, SHOWN } from './search'

interface ReadyFiltersProps {
  search: ReadySearch
  attacks: readonly string[]
}

/** Narrows the rules by words, by attack and by whether they are on. */
export function ReadyFilters({ search, attacks }: ReadyFiltersProps) {
  const navigate = useNavigate()
  const change = (next: ReadySearch, replace = false) =>
    void navigate({ to: '/rules/ready', search: { ...search, ...next }, replace })
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
      <Select
        label={t.attack}
        labelHidden
        value={search.attack ?? ''}
        options={[
          { value: '', label: t.allAttacks },
          ...attacks.map((attack) => ({ value: attack, label: attack })),
        ]}
        onChange={({ target }) => change({ attack: target.value || undefined })}
      />
      <Segmented
        label={t.shown}
        value={search.shown ?? 'all'}
        options={[
          { value: 'all', label: t.all },
          ...SHOWN.map((value) => ({ value, label: t[value] })),
        ]}
        onChange={(value) => change({ shown: value === 'all' ? undefined : value })}
      />
    </FilterBar>
  )
}
