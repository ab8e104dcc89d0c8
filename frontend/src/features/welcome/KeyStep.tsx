import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { TestKey } from '@/lib/testKey'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import { Step } from './Step'

const short = (secret: string) => `${secret.slice(0, 12)}…${secret.slice(-4)}`

/** The test key: there already, or made with one press. */
export function KeyStep({ testKey }: { testKey: TestKey }) {
  const queries = useQueryClient()
  const make = $api.useMutation('post', '/api/keys', {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/keys'] }),
  })
  const body = { name: t.keyName, mode: 'test', scopes: ['score', 'read', 'feedback'] } as const
  if (testKey.is === 'ready') {
    return (
      <Step number={1} state="done" title={t.keyTitle}>
        <p className="text-base text-ink-2">
          <code className="font-mono text-sm">{short(testKey.secret)}</code> {t.keyText}
        </p>
      </Step>
    )
  }
  return (
    <Step number={1} state="open" title={t.keyMissingTitle}>
      {testKey.is === 'loading' && <Skeleton className="h-9 w-64" />}
      {testKey.is === 'failed' && <Notice tone="problem">{t.keysFailed}</Notice>}
      {testKey.is === 'none' && (
        <>
          <p className="text-base text-ink-2">{t.keyMissing}</p>
          {make.error && (
            <Notice tone="problem">
              {t.keyFailed} {errorTexts(make.error).message} {errorTexts(make.error).fix}
            </Notice>
          )}
          <div>
            <Button
              look="primary"
              busy={make.isPending}
              onClick={() => make.mutate({ body: { ...body, scopes: [...body.scopes] } })}
            >
              {t.makeKey}
            </Button>
          </div>
        </>
      )}
    </Step>
  )
}
