import { Link, Navigate } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useMedia } from '@/lib/media'
import { settings as t } from '@/messages/en'
import { Page } from '@/ui/Page'
import { ROOMY } from './sections'
import { useGroups } from './useGroups'

/** The list of sections, where there is no room for a menu; where there is, the first of them. */
export function SectionsPage() {
  const groups = useGroups()
  if (useMedia(ROOMY)) return <Navigate to="/settings/profile" replace />
  return (
    <Page title={t.title} width="text">
      {groups.map(({ title, sections }) => (
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
