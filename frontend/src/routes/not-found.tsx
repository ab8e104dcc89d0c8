import { Link } from '@tanstack/react-router'
import { shell as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Page } from '@/ui/Page'

export default function NotFound() {
  return (
    <Page title={t.notFoundTitle} lead={t.notFoundText} width="text">
      <div>
        <Link to="/" className={buttonClass('primary')}>
          {t.toOverview}
        </Link>
      </div>
    </Page>
  )
}
