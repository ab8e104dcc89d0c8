import { Link } from '@tanstack/react-router'
import { docs as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Page } from '@/ui/Page'

/** For an address under /docs that leads nowhere. */
export function Unknown() {
  return (
    <Page title={t.unknownTitle} lead={t.unknownText} width="text">
      <div>
        <Link to="/docs" className={buttonClass('primary')}>
          {t.toDocs}
        </Link>
      </div>
    </Page>
  )
}
