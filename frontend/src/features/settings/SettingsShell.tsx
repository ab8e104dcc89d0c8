import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useMe } from '@/lib/me'
import { useMedia } from '@/lib/media'
import { atLeast } from '@/lib/roles'
import { settings as t } from '@/messages/en'
import { NoPermission } from './NoPermission'
import { SectionList, SectionMenu } from './Sections'
import { PERSONAL, SHARED } from './sections'

const ROOMY = '(min-width: 1024px)'

/**
 * The frame of all settings: the sections beside the open one, or, where there is no room for
 * both, first the list and then the page. A section that the role may not open says who can help.
 */
export function SettingsShell() {
  const { role } = useMe()
  const roomy = useMedia(ROOMY)
  const path = useLocation({ select: (location) => location.pathname })
  const open = [...PERSONAL, ...SHARED].find((section) => section.to === path)

  if (!open && roomy) return <Navigate to="/settings/profile" replace />
  if (!open) return <SectionList />
  const page = atLeast(role, open.from) ? <Outlet /> : <NoPermission section={open} />
  if (!roomy) {
    return (
      <>
        <Link
          to="/settings"
          className="-mb-3 ml-2 inline-flex h-11 items-center gap-1 pr-2 pl-1 text-sm text-ink-2 hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t.title}
        </Link>
        {page}
      </>
    )
  }
  return (
    <div className="mx-auto flex max-w-[1200px]">
      <SectionMenu />
      <div className="min-w-0 flex-1">{page}</div>
    </div>
  )
}
