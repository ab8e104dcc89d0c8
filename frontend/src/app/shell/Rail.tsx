import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useMe } from '@/lib/me'
import { SET_UP_STEPS, useSetUp } from '@/lib/setUp'
import { shell as t } from '@/messages/en'
import { Logo } from '@/ui/Logo'
import { Badge } from './Badge'
import { FOOT, type Item, RAIL, useAllowed } from './items'
import { Store } from './Store'
import { UpdateNotice } from './UpdateNotice'

/** Navigation of wide screens: 216 px, or 60 px of icons. */
export function Rail({ narrow }: { narrow: boolean }) {
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
      <Store narrow={narrow} />
      <div className="flex flex-col gap-3.5">
        {RAIL.map((group) => (
          <Group key={group[0]?.label} items={group} narrow={narrow} />
        ))}
      </div>
      {!narrow && <SetUpHint />}
      <span className="mt-auto" />
      <UpdateNotice narrow={narrow} />
      <div className="border-t border-line py-2">
        <Group items={FOOT} narrow={narrow} />
      </div>
    </nav>
  )
}

/** The way back to the first steps, until they are finished or dismissed. */
function SetUpHint() {
  const [setUp] = useSetUp(useMe().merchant.id)
  if (!setUp || setUp.dismissed || setUp.done === SET_UP_STEPS) return null
  return (
    <Link
      to="/welcome"
      className="mx-3 mt-3.5 rounded-md bg-accent-soft px-2.5 py-2 text-sm font-medium text-accent"
    >
      {t.setUp(setUp.done, SET_UP_STEPS)}
    </Link>
  )
}

function Group({ items, narrow }: { items: readonly Item[]; narrow: boolean }) {
  return (
    <ul className="flex flex-col">
      {useAllowed(items).map((item) => (
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
