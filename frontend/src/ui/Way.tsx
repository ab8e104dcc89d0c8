import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface WayProps {
  to: LinkProps['to']
  icon: ReactNode
  title: string
  children: string
}

/** One thing to do next, as a card that is a link; several stand in a list. */
export function Way({ to, icon, title, children }: WayProps) {
  return (
    <li className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 text-accent shadow-1 hover:border-accent">
      {icon}
      <div>
        <Link to={to} className="stretch text-md font-semibold text-ink">
          {title}
        </Link>
        <p className="text-sm text-ink-3">{children}</p>
      </div>
    </li>
  )
}
