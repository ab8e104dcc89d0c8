import { common, transactions as t } from '@/messages/en'
import { Select } from '@/ui/Select'
import type { TransactionsSearch } from './search'

interface FilterSelectsProps {
  search: TransactionsSearch
  onChange: (filters: TransactionsSearch) => void
}

const DECISIONS = ['approve', 'review', 'block'] as const
const SELECTED = ['any', 'sample', 'close_call'] as const
const LEVELS = ['critical', 'high', 'elevated', 'low'] as const

/** The four filters with few values; they act at once. */
export function FilterSelects({ search, onChange }: FilterSelectsProps) {
  return (
    <>
      <Select
        label={t.decision}
        labelHidden
        value={search.decision ?? ''}
        onChange={(event) => onChange({ decision: oneOf(DECISIONS, event.target.value) })}
        options={[
          { value: '', label: t.anyDecision },
          ...DECISIONS.map((value) => ({ value, label: t.decisions[value] })),
        ]}
      />
      <Select
        label={t.level}
        labelHidden
        value={search.level ?? ''}
        onChange={(event) => onChange({ level: oneOf(LEVELS, event.target.value) })}
        options={[
          { value: '', label: t.anyLevel },
          ...LEVELS.map((value) => ({ value, label: common.levelRisk[value] })),
        ]}
      />
      <Select
        label={t.labelled}
        labelHidden
        value={search.labelled ?? ''}
        onChange={(event) => onChange({ labelled: oneOf(['yes', 'no'], event.target.value) })}
        options={[
          { value: '', label: t.anyLabel },
          { value: 'yes', label: t.labelKnown },
          { value: 'no', label: t.labelMissing },
        ]}
      />
      <Select
        label={t.selected}
        labelHidden
        value={search.selected ?? ''}
        onChange={(event) => onChange({ selected: oneOf(SELECTED, event.target.value) })}
        options={[
          { value: '', label: t.anySelected },
          ...SELECTED.map((value) => ({ value, label: t.selections[value] })),
        ]}
      />
    </>
  )
}

function oneOf<T extends string>(values: readonly T[], chosen: string): T | undefined {
  return values.find((value) => value === chosen)
}
