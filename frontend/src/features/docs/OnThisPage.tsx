import { Link } from '@tanstack/react-router'
import { docs as t } from '@/messages/en'

/** The headings of the open page, where there is room beside it. */
export function OnThisPage({ headings }: { headings: readonly { id: string; title: string }[] }) {
  return (
    <nav
      aria-label={t.onThisPage}
      className="sticky top-0 hidden w-52 flex-none flex-col self-start py-5 pr-6 text-sm xl:flex"
    >
      <p className="pb-1.5 text-xs text-ink-3">{t.onThisPage}</p>
      <ul className="border-l border-line">
        {headings.map(({ id, title }) => (
          <li key={id}>
            <Link
              to="."
              hash={id}
              activeOptions={{ includeHash: true }}
              className="-ml-px flex min-h-7 items-center border-l border-transparent py-1 pl-3 text-ink-2 hover:text-ink data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-ink"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
