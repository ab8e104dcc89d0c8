import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { docs as t } from '@/messages/en'
import { guide } from '@/messages/en/guide'
import { Page } from '@/ui/Page'
import { operationsOf } from './openapi'
import { useSpec } from './useSpec'

const LINK =
  'flex min-h-8.5 items-center rounded-md px-2.5 py-1 text-base text-ink-2 hover:text-ink data-[status=active]:bg-sunken data-[status=active]:font-semibold data-[status=active]:text-ink'

/** Beside the open page. */
export function PageMenu() {
  const { operation } = useParams({ strict: false })
  const spec = useSpec().data
  return (
    <nav
      aria-label={t.title}
      className="sticky top-0 flex max-h-[calc(100dvh-3.5rem)] w-60 flex-none flex-col gap-5 self-start overflow-y-auto py-5 pl-6"
    >
      <Group title={t.guide}>
        {Object.entries(guide).map(([page, { title }]) => (
          <li key={page}>
            <Link to="/docs/$page" params={{ page }} className={LINK}>
              {title}
            </Link>
          </li>
        ))}
      </Group>
      <Group title={t.reference}>
        <li>
          <Link
            to="/docs/$page"
            params={{ page: 'reference' }}
            activeOptions={{ exact: true }}
            className={LINK}
          >
            {t.allRoutes}
          </Link>
        </li>
        {spec &&
          operationsOf(spec).map(({ tag, operations }) => (
            <li key={tag}>
              <details className="group" open={operations.some(({ id }) => id === operation)}>
                <summary className="flex min-h-8.5 items-center justify-between rounded-md px-2.5 text-base text-ink-2 hover:text-ink">
                  {tag}
                  <ChevronRight aria-hidden="true" size={16} className="group-open:rotate-90" />
                </summary>
                <ul className="pl-3">
                  {operations.map(({ id, title }) => (
                    <li key={id}>
                      <Link
                        to="/docs/reference/$operation"
                        params={{ operation: id }}
                        className={LINK}
                      >
                        {title}
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
      </Group>
    </nav>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2.5 pb-1.5 text-xs text-ink-3">{title}</p>
      <ul>{children}</ul>
    </div>
  )
}

/** The front page. */
export function PageList() {
  const pages = Object.entries(guide).map(([page, { title, note }]) => ({ page, title, note }))
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <PageLinks title={t.guide} pages={pages} />
      <PageLinks
        title={t.reference}
        pages={[{ page: 'reference', title: t.allRoutes, note: t.allRoutesNote }]}
      />
    </Page>
  )
}

interface PageLinksProps {
  title: string
  pages: { page: string; title: string; note: string }[]
}

function PageLinks({ title, pages }: PageLinksProps) {
  return (
    <section aria-label={title}>
      <h2 className="pb-1.5 text-sm text-ink-3">{title}</h2>
      <ul className="rounded-lg border border-line bg-surface shadow-1">
        {pages.map(({ page, title, note }) => (
          <li
            key={page}
            className="relative flex items-center gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-sunken"
          >
            <div className="min-w-0 flex-1">
              <Link to="/docs/$page" params={{ page }} className="stretch text-md font-medium">
                {title}
              </Link>
              <p className="text-sm text-ink-3">{note}</p>
            </div>
            <ChevronRight aria-hidden="true" size={18} className="text-ink-3" />
          </li>
        ))}
      </ul>
    </section>
  )
}
