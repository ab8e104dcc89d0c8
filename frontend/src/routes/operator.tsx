import { getRouteApi, Link } from '@tanstack/react-router'
import { ProfileCards } from '@/features/profile/ProfileCards'
import { session } from '@/lib/session'
import { shell as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Page } from '@/ui/Page'
import { ToastRegion } from '@/ui/Toast'

const route = getRouteApi('/operator')

/**
 * For the operator of the platform, who has no merchant whose pages could be shown: only how they
 * sign in themselves.
 */
export default function Operator() {
  const { me } = route.useRouteContext()
  return (
    <>
      <main id="main" className="h-full overflow-y-auto">
        <Page
          title={t.operatorTitle}
          lead={t.operatorText}
          width="text"
          actions={
            <>
              <Link to="/docs" className={buttonClass()}>
                {t.docs}
              </Link>
              <Button onClick={() => void session.signOut()}>{t.signOut}</Button>
            </>
          }
        >
          <ProfileCards me={me} />
        </Page>
      </main>
      <ToastRegion />
    </>
  )
}
