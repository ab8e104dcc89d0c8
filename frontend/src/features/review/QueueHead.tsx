import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Ellipsis, ListChecks, ListFilter } from 'lucide-react'
import { useState } from 'react'
import { $api } from '@/lib/api'
import { count, money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, review as t } from '@/messages/en'
import { Chip } from '@/ui/Chip'
import { IconButton } from '@/ui/IconButton'
import {
  isFiltered,
  type QueueView,
  type ReviewSearch,
  savedSearchOf,
  searchOfSaved,
} from './search'
import { useCounts } from './useQueue'
import type { Desk } from './useReview'

/** Title, the day's progress, the views with their counts, and what narrows them. */
export function QueueHead({ desk, onFilter }: { desk: Desk; onFilter: () => void }) {
  const [all, setAll] = useState(false)
  const counts = useCounts()
  const done = counts?.done_today ?? 0
  const goal = counts?.daily_goal ?? 0
  return (
    <header className="flex-none border-b border-line">
      <div className="flex min-h-11 items-center gap-1 pt-1.5 pr-2.5 pl-4">
        <h1 tabIndex={-1} className="min-w-0 grow text-lg font-semibold">
          {t.title}
        </h1>
        {/* Gives way before the title does. */}
        <p className="mr-1 shrink-1000 text-right text-xs text-ink-3 tabular-nums">
          {counts && (goal > 0 ? t.doneOf(count(done), count(goal)) : t.done(count(done)))}
        </p>
        {desk.may && <MarkButton marking={desk.marking} />}
        <IconButton label={t.moreViews} aria-expanded={all} onClick={() => setAll(!all)}>
          <Ellipsis aria-hidden="true" size={18} />
        </IconButton>
        <IconButton label={t.filter} aria-haspopup="dialog" onClick={onFilter}>
          <ListFilter aria-hidden="true" size={17} />
        </IconButton>
      </div>
      <div aria-hidden="true" className="mx-4 mt-1 h-[3px] overflow-hidden rounded-full bg-line">
        <div
          className="h-full bg-accent transition-[width] duration-200"
          style={{ width: `${goal ? Math.min(100, (100 * done) / goal) : 0}%` }}
        />
      </div>
      <div className="px-2.5 py-2">
        <Views search={desk.search} all={all} />
      </div>
      <Chips desk={desk} />
    </header>
  )
}

/** A finger has no key to mark with, and nothing to hover a box into sight with. */
function MarkButton({ marking }: Pick<Desk, 'marking'>) {
  return (
    <span className="hidden pointer-coarse:inline">
      <IconButton
        label={t.markSome}
        aria-pressed={marking.isOn}
        onClick={marking.isOn ? marking.clear : marking.begin}
      >
        <ListChecks aria-hidden="true" size={18} />
      </IconButton>
    </span>
  )
}

const FIRST: readonly QueueView[] = ['open', 'due_soon']
const REST: readonly QueueView[] = ['spot_checks', 'close_calls', 'snoozed', 'resolved']

interface Pill {
  key: string
  label: string
  search: ReviewSearch
  count: number | null
}

/** The standing views, and between them the saved ones; the rest where all are wanted. */
function Views({ search, all }: { search: ReviewSearch; all: boolean }) {
  const counts = useCounts()?.counts
  const saved = $api.useQuery('get', '/api/review-views').data?.items ?? []
  const standing = (view: QueueView): Pill => ({
    key: view,
    label: t.views[view],
    search: view === 'open' ? {} : { view },
    count: view === 'resolved' ? null : (counts?.[view] ?? null),
  })
  const pills: Pill[] = [
    ...FIRST.map(standing),
    ...saved.map((view) => ({
      key: `saved-${view.id}`,
      label: view.name,
      search: searchOfSaved(view.search),
      count: view.count,
    })),
    standing('mine'),
  ]
  const rest = REST.map(standing)
  const here = savedSearchOf(search)
  const isHere = (pill: Pill) => savedSearchOf(pill.search) === here
  const shown = [...pills, ...(all ? rest : rest.filter(isHere))]
  return (
    <nav aria-label={t.viewsLabel}>
      <ul className="flex flex-wrap gap-0.5">
        {shown.map((pill) => (
          <li key={pill.key} className="flex-none">
            <Link
              to="/review"
              search={{ ...pill.search, why: search.why }}
              preload={false}
              // Only the view that is shown in full, not each whose filters are among its own.
              activeOptions={{ exact: true }}
              aria-current={isHere(pill) || undefined}
              className={clsx(
                // A finger needs more height than the pill has.
                'relative flex h-8 items-center gap-1 rounded-full px-2 text-sm whitespace-nowrap pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-1.5',
                isHere(pill) ? 'bg-ink font-medium text-bg' : 'text-ink-2 hover:bg-sunken',
              )}
            >
              {pill.label}{' '}
              {pill.count !== null && (
                <span className="tabular-nums opacity-80">{count(pill.count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Every filter of the address, and another order than the usual one, as a chip that takes it off. */
function Chips({ desk: { search, setSearch } }: { desk: Desk }) {
  const { currency } = useMe().merchant
  const { level, min, max, category, customer, text, sort } = search
  if (!isFiltered(search) && !sort) return null
  const sum = (amount: number) => money(amount, currency)
  const chips: [string | undefined, Partial<ReviewSearch>][] = [
    [
      level &&
        t.on.level(level.split(',').map((one) => common.levels[one as keyof typeof common.levels])),
      { level: undefined },
    ],
    [min === undefined ? min : t.on.min(sum(min)), { min: undefined }],
    [max === undefined ? max : t.on.max(sum(max)), { max: undefined }],
    [category && t.on.category(category), { category: undefined }],
    [customer && t.on.customer(customer), { customer: undefined }],
    [text && t.on.text(text), { text: undefined }],
    [sort && sort !== 'urgency' ? t.sortSpoken[sort] : undefined, { sort: undefined }],
  ]
  return (
    <div className="flex flex-wrap gap-1.5 px-4 pb-2.5">
      {chips.map(
        ([label, off]) =>
          label && (
            <Chip key={label} label={label} onRemove={() => setSearch({ ...search, ...off })} />
          ),
      )}
    </div>
  )
}
