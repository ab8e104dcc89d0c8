import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '@/lib/errors'
import { useOfflineSince } from '@/lib/online'
import { common, uploads as t } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { FileDrop } from '@/ui/FileDrop'
import { refusal, unfit } from '@/ui/fileProblems'
import { Notice } from '@/ui/Notice'
import { toast } from '@/ui/Toast'
import { UploadProgress } from '@/ui/UploadProgress'
import { cancel, dismiss, send, useSending } from './sending'

/** Choose a file, watch it go, be told why it was refused. */
export function NewUpload() {
  const router = useRouter()
  const queries = useQueryClient()
  const sending = useSending()
  const offline = useOfflineSince() !== null
  const [problem, setProblem] = useState<string | null>(null)

  async function start(file: File) {
    dismiss()
    setProblem(offline ? `${common.unreachable} ${common.unreachableFix}` : unfit(file))
    if (offline || unfit(file)) return
    const isHere = () => router.state.location.pathname === '/uploads'
    try {
      const upload = await send(file)
      if (!upload) return
      for (const path of ['/api/uploads', '/api/dashboard', '/api/transactions']) {
        void queries.invalidateQueries({ queryKey: ['get', path] })
      }
      const open = () =>
        void router.navigate({ to: '/uploads/$id', params: { id: String(upload.id) } })
      if (isHere()) open()
      else toast({ text: t.done(file.name), action: { label: t.open, run: open }, seconds: 20 })
    } catch {
      // Shown in place by `sending`; whoever is elsewhere by now is told there.
      const open = () => void router.navigate({ to: '/uploads' })
      if (!isHere()) toast({ text: t.notScored(file.name), action: { label: t.open, run: open } })
    }
  }

  function takeBack(name: string) {
    const late = cancel()
    toast({ text: late ? t.tooLate(name) : t.cancelled(name) })
  }

  if (sending.status === 'sending') {
    return <UploadProgress {...sending} onCancel={() => takeBack(sending.name)} />
  }
  const failed = sending.status === 'failed' ? sending : null
  const reference = failed?.error instanceof ApiError ? failed.error.request_id : ''
  return (
    <section aria-label={t.choose} className="flex flex-col gap-3">
      {problem && <Notice tone="problem">{problem}</Notice>}
      {failed && (
        <Notice tone="problem">
          <strong className="font-semibold">{t.notScored(failed.name)}</strong>{' '}
          {refusal(failed.error)} {t.nothingStored}
          {reference && (
            <span className="flex items-center gap-1.5 text-xs text-ink-2">
              {common.reference} <CopyId id={reference} />
            </span>
          )}
        </Notice>
      )}
      <FileDrop accept=".csv,.parquet,text/csv" hint={t.hint} onFile={(file) => void start(file)} />
      <p className="text-xs text-ink-3">{t.columnsHint}</p>
    </section>
  )
}
