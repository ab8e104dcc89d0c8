import { Link } from '@tanstack/react-router'
import type { Dashboard } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { common, overview as t } from '@/messages/en'
import { Chip } from '@/ui/Chip'
import { daysOf } from './days'
import type { Shared } from './search'

interface SharedBarProps {
  shared: Shared
  dashboard: Dashboard
  onShared: (shared: Shared) => void
}

/** What the page is narrowed to, each part with the way to take it off, and the orders behind it. */
export default function SharedBar({ shared, dashboard, onShared }: SharedBarProps) {
  const { category, type, weekday, hour, age } = shared
  const clock = [
    weekday !== undefined && common.weekdays[weekday],
    hour !== undefined && `${String(hour).padStart(2, '0')}:00`,
  ]
  const chips: [string | false | null | undefined, Partial<Record<keyof Shared, undefined>>][] = [
    [category !== undefined && codeText(category, t.category), { category: undefined }],
    [type !== undefined && codeText(type, t.type), { type: undefined }],
    [clock.filter(Boolean).join(', '), { weekday: undefined, hour: undefined }],
    [age && t.aged(t.ages[age].toLowerCase()), { age: undefined }],
  ]
  return (
    <section aria-label={t.only} className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
      <span aria-hidden="true">{t.only}</span>
      {chips.map(
        ([label, off]) =>
          label && (
            <Chip key={label} label={label} onRemove={() => onShared({ ...shared, ...off })} />
          ),
      )}
      <Link
        to="/transactions"
        search={{ ...daysOf(dashboard), ...shared }}
        className="inline-flex min-h-8 items-center rounded-sm font-medium text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11"
      >
        {t.seeOrders}
      </Link>
    </section>
  )
}
