import { type ReactNode, useId } from 'react'

interface SectionProps {
  title: string
  /** For a section that says itself what it is about. */
  titleHidden?: boolean
  note?: ReactNode
  action?: ReactNode
  children: ReactNode
}

/** A part of the column of facts: parted from its neighbours by a line, not by a card. */
export function Section({ title, titleHidden = false, note, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0 border-b border-line px-4 py-4 last:border-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={id} className={titleHidden ? 'sr-only' : 'text-md font-semibold'}>
            {title}
          </h2>
          {note && <p className="text-xs text-ink-3">{note}</p>}
        </div>
        {action}
      </div>
      <div className={titleHidden ? undefined : 'mt-3'}>{children}</div>
    </section>
  )
}
