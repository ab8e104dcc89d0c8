import { Link, type LinkProps } from '@tanstack/react-router'

interface LinkTabsProps {
  label: string
  tabs: readonly { to: LinkProps['to']; label: string }[]
}

/** Pages that belong together, side by side or in rows: each has an address of its own. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-3 border-b border-line sm:gap-x-4">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          activeOptions={{ exact: true, includeSearch: false }}
          className="-mb-px inline-flex h-9 items-center border-b-2 border-transparent text-sm whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-ink pointer-coarse:relative pointer-coarse:h-11 pointer-coarse:min-w-8 pointer-coarse:justify-center pointer-coarse:after:absolute pointer-coarse:after:-inset-x-1.5 pointer-coarse:after:inset-y-0"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
