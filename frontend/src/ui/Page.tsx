import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { shell } from '@/messages/en'

const WIDTHS = { wide: 'max-w-[1400px]', text: 'max-w-[1076px]', narrow: 'max-w-[47rem]' }

interface PageProps {
  /** The one h1, and the title of the tab unless `tab` is given. */
  title: string
  tab?: string
  /** Above the title: where this page belongs. */
  crumbs?: ReactNode
  /** Under the title: one plain sentence. */
  lead?: ReactNode
  /** Beside the title: buttons, the period. */
  actions?: ReactNode
  /** `wide` fills the window, `text` is for forms and reading, `narrow` for one thing at a time. */
  width?: keyof typeof WIDTHS
  /** From tablets on as tall as the window, for content that scrolls by itself. */
  fill?: boolean
  children: ReactNode
}

/** A page with its head, inside `main`. The split view of review is the one page without it. */
export function Page(props: PageProps) {
  const { title, tab, crumbs, lead, actions, width = 'wide', fill = false, children } = props
  return (
    <div
      className={clsx(
        'mx-auto flex w-full flex-col gap-4 p-4 md:px-6 md:py-4',
        WIDTHS[width],
        fill && 'md:h-full',
      )}
    >
      <header className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <PageTitle tab={tab ?? title} />
        <div className="min-w-64 flex-1">
          {crumbs && (
            <div className="mb-0.5 text-sm text-ink-3 underline-offset-2 [&>a]:hover:underline [&>a]:pointer-coarse:py-3.5">
              {crumbs}
            </div>
          )}
          <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight text-balance">
            {title}
          </h1>
          {lead && <p className="mt-1 max-w-[75ch] text-md text-ink-2">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** The title of the tab, for a page with a head of its own. */
export function PageTitle({ tab }: { tab: string }) {
  return <title>{`${tab} · ${shell.product}`}</title>
}
