import { Link } from '@tanstack/react-router'
import { money, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, transactions as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import type { TransactionsSearch } from './search'

interface FilterChipsProps {
  search: TransactionsSearch
  onChange: (filters: TransactionsSearch) => void
}

/** Every filter of the address as a chip that takes it off. */
export function FilterChips({ search, onChange }: FilterChipsProps) {
  const { currency } = useMe().merchant
  const chips = chipsOf(search, currency)
  if (!chips.length) return null
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      {chips.map(({ label, off }) => (
        <Chip key={label} label={label} onRemove={() => onChange(off)} />
      ))}
      <Link to="/transactions" search={{ sort: search.sort }} className={buttonClass('ghost', 's')}>
        {t.clear}
      </Link>
    </div>
  )
}

interface FilterChip {
  label: string
  /** What to change to take it off. */
  off: TransactionsSearch
}

function chipsOf(search: TransactionsSearch, currency: string): FilterChip[] {
  const { decision, level, labelled, selected, category, type, age, customer, text } = search
  const { burst, rule } = search
  const chips: (FilterChip | false | undefined)[] = [
    text !== undefined && { label: t.on.text(text), off: { text: undefined } },
    decision && { label: t.decisions[decision], off: { decision: undefined } },
    level && { label: common.levelRisk[level], off: { level: undefined } },
    labelled && {
      label: labelled === 'yes' ? t.labelKnown : t.labelMissing,
      off: { labelled: undefined },
    },
    selected && { label: t.selections[selected], off: { selected: undefined } },
    days(search),
    amounts(search, currency),
    category !== undefined && {
      label: t.on.category(category),
      off: { category: undefined },
    },
    type !== undefined && { label: t.on.type(type), off: { type: undefined } },
    clock(search),
    age && { label: t.on.ages[age], off: { age: undefined } },
    customer !== undefined && {
      label: t.on.customer(customer),
      off: { customer: undefined },
    },
    burst && { label: t.on.bursts[burst], off: { burst: undefined } },
    rule !== undefined && { label: t.on.rule(String(rule)), off: { rule: undefined } },
  ]
  return chips.filter((chip) => chip !== false && chip !== undefined)
}

function days({ from, until }: TransactionsSearch): FilterChip | undefined {
  const off = { from: undefined, until: undefined }
  // A day has the same name everywhere: it must not be moved into a zone.
  const name = (day: string) => when(`${day}T12:00:00Z`, 'UTC', 'date')
  if (from && until) {
    return { label: from === until ? name(from) : t.on.days(name(from), name(until)), off }
  }
  if (from) return { label: t.on.since(name(from)), off }
  return until ? { label: t.on.until(name(until)), off } : undefined
}

function clock({ weekday, hour }: TransactionsSearch): FilterChip | undefined {
  if (weekday === undefined && hour === undefined) return undefined
  const day = weekday === undefined ? undefined : common.weekdays[weekday]
  const time = hour === undefined ? undefined : t.on.hour(String(hour).padStart(2, '0'))
  return {
    label: [day, time].filter(Boolean).join(', '),
    off: { weekday: undefined, hour: undefined },
  }
}

function amounts({ min, max }: TransactionsSearch, currency: string): FilterChip | undefined {
  const off = { min: undefined, max: undefined }
  const sum = (amount: string) => money(amount, currency)
  if (min && max) return { label: t.on.amounts(sum(min), sum(max)), off }
  if (min) return { label: t.on.atLeast(sum(min)), off }
  return max ? { label: t.on.atMost(sum(max)), off } : undefined
}
