import { labels as t } from '@/messages/en'
import { LinkTabs } from '@/ui/LinkTabs'

/** Files to score, and files that say what was fraud. */
export function Kinds() {
  return (
    <LinkTabs
      label={t.kinds}
      tabs={[
        { to: '/uploads', label: t.orders },
        { to: '/uploads/labels', label: t.labels },
      ]}
    />
  )
}
