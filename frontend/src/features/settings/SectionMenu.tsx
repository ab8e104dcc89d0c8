import { Link } from '@tanstack/react-router'
import { settings as t } from '@/messages/en'
import { useGroups } from './useGroups'

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
