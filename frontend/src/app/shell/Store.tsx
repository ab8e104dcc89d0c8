import { clsx } from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useMe } from '@/lib/me'
import { useMode } from '@/lib/mode'
import { lazily } from '@/lib/online'
import { shell as t } from '@/messages/en'
import { initials } from '@/ui/Avatar'

const fetchMenu = () => import('./StoreMenu')
const StoreMenu = lazily(fetchMenu)

/** Whose payments these are, live or test, and the way to the others. */
export function Store({ narrow }: { narrow: boolean }) {
  const { merchant } = useMe()
  const data = t.data[useMode()]
  const [wanted, setWanted] = useState(false)
  const trigger = (
    <button
      type="button"
      aria-label={t.store(merchant.name, data)}
      aria-haspopup="menu"
      title={narrow ? `${merchant.name}, ${data}` : undefined}
      className={clsx(
        'flex items-center gap-2.5 rounded-md border border-line bg-surface text-left shadow-1 hover:border-line-strong',
        narrow ? 'size-10 justify-center' : 'w-full px-2.5 py-2',
      )}
      onPointerEnter={() => void fetchMenu()}
      onFocus={() => void fetchMenu()}
      onClick={() => setWanted(true)}
    >
      <span
        aria-hidden="true"
        className="flex size-6 flex-none items-center justify-center rounded-sm bg-accent-soft text-2xs font-semibold text-accent"
      >
        {initials(merchant.name)}
      </span>
      {!narrow && (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{merchant.name}</span>
            <span className="block truncate text-2xs text-ink-3">{data}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" size={16} className="text-ink-3" />
        </>
      )}
    </button>
  )
  return (
    <div className={narrow ? 'mb-2' : 'mx-3 mb-4'}>
      {wanted ? (
        <Suspense fallback={trigger}>
          <StoreMenu trigger={trigger} />
        </Suspense>
      ) : (
        trigger
      )}
    </div>
  )
}
