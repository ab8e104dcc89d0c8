import { type ReactElement, Suspense, useState } from 'react'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { shell as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'

// The menu needs 24 KiB of positioning: it is fetched when somebody reaches for it.
const fetchMenu = () => import('./AccountMenu')
const AccountMenu = lazily(fetchMenu)

export function Account() {
  const me = useMe()
  const [wanted, setWanted] = useState(false)
  const trigger: ReactElement = (
    <button
      type="button"
      aria-label={t.account(me.name)}
      aria-haspopup="menu"
      className="flex size-9 items-center justify-center rounded-full pointer-coarse:size-11"
      onPointerEnter={() => void fetchMenu()}
      onFocus={() => void fetchMenu()}
      onClick={() => setWanted(true)}
    >
      <Avatar name={me.name} />
    </button>
  )
  if (!wanted) return trigger
  return (
    <Suspense fallback={trigger}>
      <AccountMenu me={me} trigger={trigger} />
    </Suspense>
  )
}
