import { type ReactNode, useId } from 'react'

interface CardProps {
  title?: ReactNode
  /** A line under the title. */
  note?: ReactNode
  /** Beside the title: a link or a button. */
  action?: ReactNode
  /** Content from edge to edge, such as a table. */
  flush?: boolean
  children: ReactNode
}

/** A panel. With a title it is a region of the page that can be jumped to. No card in a card. */
export function Card({ title, note, action, flush = false, children }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface shadow-1"
    >
      {title && (
        <header className="flex items-start gap-3 px-4 pt-4">
          <div className="min-w-0 flex-1">
            <h2 id={id} className="text-md font-semibold">
              {title}
            </h2>
            {note && <p className="text-xs text-ink-3">{note}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={flush ? 'min-w-0 pt-2' : 'min-w-0 flex-1 p-4'}>{children}</div>
    </section>
  )
}
