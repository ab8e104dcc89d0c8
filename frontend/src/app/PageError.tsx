import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { shell as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { PageTitle } from '@/ui/Page'

/** In place of a page that broke or could not be fetched; the frame around it stays. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  // After a release the old names of the chunks are gone: only a reload helps.
  if (error instanceof TypeError && /imported module|module script/.test(error.message)) {
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
  return (
    <div className="p-2">
      <PageTitle tab={t.failedTitle} />
      <h1 className="sr-only">{t.failedTitle}</h1>
      <ErrorState title={t.failedTitle} error={error} onRetry={again} />
    </div>
  )
}
