import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useMe } from '@/lib/me'
import { shell as t } from '@/messages/en'
import { initials } from '@/ui/Avatar'
import { Logo } from '@/ui/Logo'
import { Badge } from './Badge'
import { FOOT, type Item, RAIL } from './items'

/** Navigation of wide screens: 216 px, or 60 px of icons. */
export function Rail({ narrow }: { narrow: boolean }) {
  const { merchant } = useMe()
  return (
    <nav
      aria-label={t.mainNavigation}
      className={clsx(
        'hidden flex-none flex-col border-r border-line bg-sunken md:flex',
        narrow ? 'w-[60px] items-center' : 'w-[216px]',
      )}
    >
      <Link
        to="/"
        aria-label={t.home}
        className="m-2 flex h-10 items-center gap-2.5 rounded-md px-2 text-md font-semibold"
      >
        <Logo />
        {!narrow && t.product}
      </Link>
      {!narrow && (
        <div className="mx-3 mb-4 flex items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 py-2 shadow-1">
          <span
            aria-hidden="true"
            className="flex size-6 flex-none items-center justify-center rounded-sm bg-accent-soft text-2xs font-semibold text-accent"
          >
            {initials(merchant.name)}
          </span>
          <div className="min-w-0">
            <p className="truncate text-sm font-medium">{merchant.name}</p>
            <p className="truncate text-2xs text-ink-3">
              {merchant.currency} · {merchant.time_zone}
            </p>
          </div>
        </div>
      )}
      <div className={clsx('flex flex-col gap-3.5', narrow && 'mt-2')}>
        {RAIL.map((group) => (
          <Group key={group[0]?.label} items={group} narrow={narrow} />
        ))}
      </div>
      <div className="mt-auto border-t border-line py-2">
        <Group items={FOOT} narrow={narrow} />
      </div>
    </nav>
  )
}

function Group({ items, narrow }: { items: readonly Item[]; narrow: boolean }) {
  return (
    <ul className="flex flex-col">
      {items.map((item) => (
        <li key={item.label} className="px-3">
          <Link
            to={item.to}
            activeOptions={{ exact: item.to === '/', includeSearch: false }}
            title={narrow ? item.label : undefined}
            className={clsx(
              'group relative flex h-8.5 items-center gap-2.5 rounded-md border border-transparent text-base text-ink-2 hover:text-ink',
              'data-[status=active]:border-line data-[status=active]:bg-surface data-[status=active]:font-semibold data-[status=active]:text-ink data-[status=active]:shadow-1',
              narrow ? 'w-10 justify-center' : 'px-2.5',
            )}
          >
            <item.icon
              aria-hidden="true"
              size={18}
              className="group-data-[status=active]:text-accent"
            />
            <span className={narrow ? 'sr-only' : undefined}>{item.label}</span>
            {item.counts && <Badge corner={narrow} />}
          </Link>
        </li>
      ))}
    </ul>
  )
}
