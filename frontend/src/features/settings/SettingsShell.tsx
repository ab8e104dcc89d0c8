import { Link, Outlet, useChildMatches } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useMe } from '@/lib/me'
import { useMedia } from '@/lib/media'
import { atLeast } from '@/lib/roles'
import { settings as t } from '@/messages/en'
import { NoPermission } from './NoPermission'
import { SectionMenu } from './SectionMenu'
import { PERSONAL, ROOMY, SHARED } from './sections'

/**
 * The frame of all settings: the sections beside the open one, or, where there is no room for
 * both, first the list and then the page. A section that the role may not open says who can help.
 */
export function SettingsShell() {
  const { role } = useMe()
  const roomy = useMedia(ROOMY)
  // Not the address: that is another one already while these settings are being left.
  const path = useChildMatches({ select: (matches) => matches[0]?.fullPath })
  const open = [...PERSONAL, ...SHARED].find((section) => section.to === path)
  const page = !open || atLeast(role, open.from) ? <Outlet /> : <NoPermission section={open} />
  if (roomy) {
    return (
      <div className="mx-auto flex max-w-[1200px]">
        <SectionMenu />
        <div className="min-w-0 flex-1">{page}</div>
      </div>
    )
  }
  if (!open) return page
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
