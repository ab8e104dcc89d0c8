import { Link } from '@tanstack/react-router'
import { session } from '@/lib/session'
import { shell as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Page } from '@/ui/Page'

/** For the operator of the platform, who has no merchant whose pages could be shown. */
export default function Operator() {
  return (
    <main id="main" className="h-full overflow-y-auto">
      <Page title={t.operatorTitle} lead={t.operatorText} width="text">
        <div className="flex flex-wrap gap-2">
          <Link to="/docs" className={buttonClass()}>
            {t.docs}
          </Link>
          <Button onClick={() => void session.signOut()}>{t.signOut}</Button>
        </div>
      </Page>
    </main>
  )
}
