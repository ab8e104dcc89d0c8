import { Link } from '@tanstack/react-router'
import { FlaskConical, LogOut, Moon, RefreshCw, Sun } from 'lucide-react'
import { useMe } from '@/lib/me'
import { useMode } from '@/lib/mode'
import { session } from '@/lib/session'
import { useTheme } from '@/lib/theme'
import { useUpdate } from '@/lib/updates'
import { shell as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { MORE, useAllowed } from './items'
import { useSwitchMode } from './useSwitchMode'

const ROW = 'flex h-12 w-full items-center gap-3 text-md text-ink'

/** What the bottom bar of a phone has no room for. */
export default function MoreSheet({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const [theme, toggle] = useTheme()
  const mode = useMode()
  const switchMode = useSwitchMode()
  const switchData = () => {
    onClose()
    void switchMode(mode === 'test' ? 'live' : 'test')
  }
  const update = useUpdate()
  const ThemeIcon = theme === 'dark' ? Sun : Moon
  return (
    <Drawer title={t.more} onClose={onClose}>
      <ul>
        {useAllowed(MORE).map((item) => (
          <li key={item.label}>
            <Link to={item.to} onClick={onClose} className={ROW}>
              <item.icon aria-hidden="true" size={20} className="text-ink-2" />
              {item.label}
            </Link>
          </li>
        ))}
        {update && (
          <li>
            <button type="button" onClick={update} className={ROW}>
              <RefreshCw aria-hidden="true" size={20} className="text-accent" />
              {t.updateReady}
            </button>
          </li>
        )}
        <li className="mt-2 border-t border-line pt-2">
          <button type="button" onClick={switchData} className={ROW}>
            <FlaskConical aria-hidden="true" size={20} className="text-ink-2" />
            {mode === 'test' ? t.toLive : t.toTest}
          </button>
        </li>
        <li>
          <button type="button" onClick={toggle} className={ROW}>
            <ThemeIcon aria-hidden="true" size={20} className="text-ink-2" />
            {theme === 'dark' ? t.light : t.dark}
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void session.signOut()} className={ROW}>
            <LogOut aria-hidden="true" size={20} className="text-ink-2" />
            {t.signOut}
            <span className="ml-auto truncate text-sm text-ink-3">{me.name}</span>
          </button>
        </li>
      </ul>
    </Drawer>
  )
}
