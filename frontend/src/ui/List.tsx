import type { ReactNode } from 'react'

/** Rows with something to do at their end, such as sessions; for columns of values see `Table`. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return <ul aria-label={label}>{children}</ul>
}

interface ListRowProps {
  lead?: ReactNode
  title: ReactNode
  /** Beside the title: a `Tag`. */
  tag?: ReactNode
  detail?: ReactNode
  /** What can be done with it: buttons. On a phone they go under the text. */
  actions?: ReactNode
}

export function ListRow({ lead, title, tag, detail, actions }: ListRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      {lead}
      <div className="min-w-48 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 text-base font-medium wrap-anywhere">{title}</span>
          {tag}
        </div>
        {detail && <p className="text-sm text-ink-2">{detail}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </li>
  )
}
