import { getRouteApi, Link, Outlet, useMatches } from '@tanstack/react-router'
import { Suspense } from 'react'
import { usePractice } from '@/features/welcome/practising'
import { MeContext, type Member } from '@/lib/me'
import { useMode } from '@/lib/mode'
import { lazily } from '@/lib/online'
import { shell as t } from '@/messages/en'
import { Logo } from '@/ui/Logo'
import { OfflineBar } from '@/ui/OfflineBar'
import { Tag } from '@/ui/Tag'
import { ToastRegion } from '@/ui/Toast'
import { Account } from './Account'
import { BottomBar } from './BottomBar'
import { Overlays } from './Overlays'
import { Rail } from './Rail'
import { SearchButton } from './SearchButton'
import { Skip } from './Skip'
import { ThemeButton } from './ThemeButton'
import { useFocusOnPage } from './useFocusOnPage'
import { useSendWaiting } from './useSendWaiting'

const SampleLine = lazily(() => import('@/features/welcome/SampleLine'))
const Practice = lazily(() => import('@/features/welcome/Practice'))

const route = getRouteApi('/shell')

/** The frame around every page behind sign-in. */
export function Shell() {
  return <Frame me={route.useRouteContext().me} />
}

/** What stands around a page for whoever is signed in. Only `main` scrolls. */
export function Frame({ me }: { me: Member }) {
  // Of the address these alone concern the frame: it is not drawn anew with every order.
  const narrow = useMatches({ select: (all) => all.some((one) => one.staticData.narrowRail) })
  const ownPhoneFrame = useMatches({
    select: (all) => all.some((one) => one.staticData.ownPhoneFrame),
  })
  const mode = useMode()
  const practised = usePractice()
  const inQueue = useMatches({ select: (all) => all.some((one) => one.fullPath === '/review') })
  useFocusOnPage()
  useSendWaiting()
  return (
    <MeContext value={me}>
      <Skip />
      <div
        className={`flex h-full ${mode === 'test' ? 'border-t-3 border-dashed border-accent' : ''}`}
      >
        <Rail narrow={narrow} />
        <div className="flex min-w-0 flex-1 flex-col">
          <header
            className={`${ownPhoneFrame ? 'hidden md:flex' : 'flex'} h-14 flex-none items-center gap-1 border-b border-line px-4 md:px-6`}
          >
            <Link
              to="/"
              className="flex min-w-0 flex-1 items-center gap-2.5 text-md font-semibold md:hidden"
            >
              <Logo />
              <span className="truncate">{me.merchant.name}</span>
            </Link>
            <span className="flex flex-none items-center gap-3 md:min-w-0 md:flex-1">
              <SearchButton />
              <span role="status" className="flex flex-none">
                {mode === 'test' && <Tag tone="accent">{t.data.test}</Tag>}
              </span>
            </span>
            <ThemeButton />
            <Account />
          </header>
          <OfflineBar />
          {mode === 'test' && (
            <Suspense>
              <SampleLine />
            </Suspense>
          )}
          {practised !== null && inQueue && mode === 'test' && (
            <Suspense>
              <Practice done={practised} />
            </Suspense>
          )}
          <main id="main" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto">
            {/* Nothing a page remembers of the one data belongs to the other. */}
            <Outlet key={mode} />
          </main>
          {!ownPhoneFrame && <BottomBar />}
        </div>
      </div>
      <Overlays />
      <ToastRegion />
    </MeContext>
  )
}
