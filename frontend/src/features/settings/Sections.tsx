import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useMe } from '@/lib/me'
import { atLeast } from '@/lib/roles'
import { settings as t } from '@/messages/en'
import { Page } from '@/ui/Page'
import { PERSONAL, type Section, SHARED } from './sections'

/** The sections this person may open, in two groups: their own, and the merchant's. */
function useGroups(): { title: string; sections: Section[] }[] {
  const { role, merchant } = useMe()
  return [
    { title: t.personal, sections: PERSONAL },
    { title: merchant.name, sections: SHARED.filter(({ from }) => atLeast(role, from)) },
  ]
}

/** Beside the open section. */
export function SectionMenu() {
  return (
    <nav aria-label={t.title} className="flex w-52 flex-none flex-col gap-5 py-5 pl-6">
      {useGroups().map(({ title, sections }) => (
        <div key={title}>
          <p className="truncate px-2.5 pb-1.5 text-xs text-ink-3">{title}</p>
          <ul>
            {sections.map((section) => (
              <li key={section.to}>
                <Link
                  to={section.to}
                  activeOptions={{ includeSearch: false }}
                  className="flex h-8.5 items-center gap-2.5 rounded-md px-2.5 text-base text-ink-2 hover:text-ink data-[status=active]:bg-sunken data-[status=active]:font-semibold data-[status=active]:text-ink"
                >
                  <section.icon aria-hidden="true" size={18} />
                  {section.label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** A page of its own, where there is no room for a menu. */
export function SectionList() {
  return (
    <Page title={t.title} width="text">
      {useGroups().map(({ title, sections }) => (
        <nav key={title} aria-label={title}>
          <p className="pb-1.5 text-sm text-ink-3">{title}</p>
          <ul className="rounded-lg border border-line bg-surface shadow-1">
            {sections.map((section) => (
              <li
                key={section.to}
                className="relative flex items-center gap-3 border-b border-line px-4 py-3 last:border-0"
              >
                <section.icon aria-hidden="true" size={20} className="text-ink-2" />
                <div className="min-w-0 flex-1">
                  <Link to={section.to} className="stretch text-md font-medium">
                    {section.label}
                  </Link>
                  <p className="text-sm text-ink-3">{section.note}</p>
                </div>
                <ChevronRight aria-hidden="true" size={18} className="text-ink-3" />
              </li>
            ))}
          </ul>
        </nav>
      ))}
    </Page>
  )
}
