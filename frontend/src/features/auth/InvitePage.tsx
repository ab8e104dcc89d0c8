import { getRouteApi, Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { invite as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { PageTitle } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { AcceptForm } from './AcceptForm'
import { AuthFrame } from './AuthFrame'

const route = getRouteApi('/invite/$token')

/** Follows an invitation: who invites, to what, and the form that accepts. */
export function InvitePage() {
  const { token } = route.useParams()
  const { data, error, refetch } = $api.useQuery('get', '/api/auth/invitations/{token}', {
    params: { path: { token } },
  })
  if (data) return <AcceptForm token={token} invitation={data} />
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) return <Dead />
  return (
    <main id="main" className="m-auto flex max-w-[400px] flex-col gap-4 p-4 pt-24">
      <PageTitle tab={t.tab} />
      {error ? (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <Skeleton className="h-10" />
          <Skeleton className="h-52" />
        </>
      )}
    </main>
  )
}

/** Expired, used, taken back or never sent: the API does not say which, and neither do we. */
export function Dead() {
  return (
    <AuthFrame title={t.deadTitle} tab={t.tab} lead={t.dead}>
      <p className="text-base text-ink-2">{t.haveAccount}</p>
      <Link to="/login" className={buttonClass('primary', 'l')}>
        {t.signIn}
      </Link>
    </AuthFrame>
  )
}
