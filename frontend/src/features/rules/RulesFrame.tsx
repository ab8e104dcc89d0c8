import { Outlet } from '@tanstack/react-router'
import { rules as t } from '@/messages/en'
import { LinkTabs } from '@/ui/LinkTabs'
import { PolicyNews } from '@/ui/PolicyNews'

/** The tabs over everything that steers; each page below them has its own title. */
export function RulesFrame() {
  return (
    <>
      <PolicyNews />
      <div className="mx-auto w-full max-w-[1400px] px-4 pt-2 md:px-6">
        <LinkTabs
          label={t.title}
          tabs={[
            { to: '/rules', label: t.tabs.rules },
            { to: '/rules/thresholds', label: t.tabs.thresholds },
            { to: '/rules/ready', label: t.tabs.ready },
            { to: '/rules/lists', label: t.tabs.lists },
            { to: '/rules/shield', label: t.tabs.shield },
            { to: '/rules/policies', label: t.tabs.policies },
          ]}
        />
      </div>
      <Outlet />
    </>
  )
}
