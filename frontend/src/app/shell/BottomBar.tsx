import { Link } from '@tanstack/react-router'
import { Menu } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazily } from '@/lib/online'
import { shell as t } from '@/messages/en'
import { Badge } from './Badge'
import { BOTTOM } from './items'

const MoreSheet = lazily(() => import('./MoreSheet'))

const TARGET =
  'relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-xs text-ink-2 data-[status=active]:font-semibold data-[status=active]:text-accent focus-visible:-outline-offset-2'

/** Navigation of phones: three pages and the rest. */
export function BottomBar() {
  const [more, setMore] = useState(false)
  return (
    <nav
      aria-label={t.phoneNavigation}
      className="flex-none border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-4">
        {BOTTOM.map((item) => (
          <li key={item.label}>
            <Link
              to={item.to}
              activeOptions={{ exact: item.to === '/', includeSearch: false }}
              className={TARGET}
            >
              <span className="relative w-full text-center">
                <item.icon aria-hidden="true" size={20} className="mx-auto" />
                {item.counts && <Badge corner />}
              </span>
              {item.label}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setMore(true)}
            className={TARGET}
          >
            <Menu aria-hidden="true" size={20} />
            {t.more}
          </button>
        </li>
      </ul>
      {more && (
        <Suspense>
          <MoreSheet onClose={() => setMore(false)} />
        </Suspense>
      )}
    </nav>
  )
}
