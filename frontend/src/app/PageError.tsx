import { type ErrorComponentProps, useMatch, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '@/lib/errors'
import { useOfflineSince } from '@/lib/online'
import { session } from '@/lib/session'
import { common, shell as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { PageTitle } from '@/ui/Page'

/** In place of a page that broke or could not be fetched; the frame around it stays. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const isOffline = useOfflineSince() !== null
  const isUnfetched =
    error instanceof TypeError && /imported module|module script/.test(error.message)
  // After a release the old names of the chunks are gone: only a reload helps, and only online.
  if (isUnfetched && !isOffline) {
    return (
      <div className="flex flex-col items-start gap-3 p-6">
        <PageTitle tab={t.failedTitle} />
        <h1 className="text-xl font-semibold">{t.newVersion}</h1>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </div>
    )
  }
  const again = () => {
    reset()
    void router.invalidate()
  }
  if (isUnfetched || (error instanceof ApiError && error.status === 0)) return <Away />
  return (
    <div className="p-2">
      <PageTitle tab={t.failedTitle} />
      <h1 className="sr-only">{t.failedTitle}</h1>
      <ErrorState title={t.failedTitle} error={error} onRetry={again} />
    </div>
  )
}

const EVERY_MS = 3_000
/** Pages inside one of the two frames, which have a `main` of their own. */
const FRAMED = /^\/(shell|open)\//

/** Asks whether the service is there, and begins anew when it is: nothing was open yet. */
const look = () =>
  void session.refresh().then(
    () => window.location.reload(),
    () => undefined,
  )

/** There is no network, or nobody answers: it goes on by itself as soon as that has changed. */
function Away() {
  const isOffline = useOfflineSince() !== null
  const title = isOffline ? t.offlineTitle : t.awayTitle
  // Where the frame itself could not be drawn there is no `main` around this one.
  const isFramed = useMatch({
    strict: false,
    select: ({ routeId }) => FRAMED.test(String(routeId)),
  })
  const Place = isFramed ? 'div' : 'main'
  useEffect(() => {
    // The first try after the network is back may come too early.
    const timer = setInterval(look, EVERY_MS)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
    }
  }, [])
  return (
    <Place className="flex flex-col items-start gap-3 p-6">
      <PageTitle tab={title} />
      <h1 className="text-xl font-semibold">{title}</h1>
      <p role="status" className="text-base text-ink-2">
        {t.awayText}
      </p>
      <Button look="primary" onClick={look}>
        {common.tryAgain}
      </Button>
    </Place>
  )
}
