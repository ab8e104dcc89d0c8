import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { shell as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Logo } from '@/ui/Logo'
import { Skip } from './Skip'
import { ThemeButton } from './ThemeButton'
import { useFocusOnPage } from './useFocusOnPage'

/** The frame of pages that are open to all, for whoever is not signed in. */
export function Visitor() {
  const href = useLocation({ select: (location) => location.href })
  useFocusOnPage()
  return (
    <>
      <Skip />
      <div className="flex h-full flex-col">
        <header className="flex h-14 flex-none items-center gap-1 border-b border-line px-4 md:px-6">
          <Link to="/docs" className="flex min-w-0 items-center gap-2.5 text-md font-semibold">
            <Logo />
            <span className="truncate">{t.product}</span>
          </Link>
          <span className="flex-1" />
          <ThemeButton />
          <Link to="/login" search={{ next: href }} className={buttonClass('plain', 's')}>
            {t.signIn}
          </Link>
        </header>
        <main id="main" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto">
          <Outlet />
        </main>
      </div>
    </>
  )
}
