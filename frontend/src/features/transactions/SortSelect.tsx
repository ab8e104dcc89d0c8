import { transactions as t } from '@/messages/en'
import { Select } from '@/ui/Select'
import { SORTS, type TransactionsSearch } from './search'

interface SortSelectProps {
  search: TransactionsSearch
  onChange: (filters: TransactionsSearch) => void
}

/** On a phone, where there are no column heads to sort by. */
export function SortSelect({ search, onChange }: SortSelectProps) {
  return (
    <Select
      label={t.sort}
      labelHidden
      value={search.sort ?? '-occurred_at'}
      onChange={(event) => onChange({ sort: SORTS.find((sort) => sort === event.target.value) })}
      options={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
    />
  )
}
