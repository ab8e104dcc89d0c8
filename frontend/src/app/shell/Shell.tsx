import { getRouteApi, Link, Outlet, useMatches } from '@tanstack/react-router'
import { MeContext } from '@/lib/me'
import { shell as t } from '@/messages/en'
import { Logo } from '@/ui/Logo'
import { OfflineBar } from '@/ui/OfflineBar'
import { ToastRegion } from '@/ui/Toast'
import { Account } from './Account'
import { BottomBar } from './BottomBar'
import { Rail } from './Rail'
import { ThemeButton } from './ThemeButton'
import { useFocusOnPage } from './useFocusOnPage'

const route = getRouteApi('/shell')

/** The frame around every page behind sign-in. Only `main` scrolls. */
export function Shell() {
  const { me } = route.useRouteContext()
  const matches = useMatches()
  const narrow = matches.some((match) => match.staticData.narrowRail)
  const ownPhoneFrame = matches.some((match) => match.staticData.ownPhoneFrame)
  useFocusOnPage()
  return (
    <MeContext value={me}>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-bg focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t.skip}
      </a>
      <div className="flex h-full">
        <Rail narrow={narrow} />
        <div className="flex min-w-0 flex-1 flex-col">
          <header
            className={`${ownPhoneFrame ? 'hidden md:flex' : 'flex'} h-14 flex-none items-center gap-1 border-b border-line px-4 md:px-6`}
          >
            <Link
              to="/"
              className="flex min-w-0 items-center gap-2.5 text-md font-semibold md:hidden"
            >
              <Logo />
              <span className="truncate">{me.merchant.name}</span>
            </Link>
            <span className="flex-1" />
            <ThemeButton />
            <Account />
          </header>
          <OfflineBar />
          <main id="main" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto">
            <Outlet />
          </main>
          {!ownPhoneFrame && <BottomBar />}
        </div>
      </div>
      <ToastRegion />
    </MeContext>
  )
}
