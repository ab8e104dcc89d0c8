import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { FeedbackFile } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { type Progress, uploadFile } from '@/lib/upload'
import { common, labels as t } from '@/messages/en'
import { FileDrop } from '@/ui/FileDrop'
import { refusal, unfit } from '@/ui/fileProblems'
import { Notice } from '@/ui/Notice'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/Toast'
import { UploadProgress } from '@/ui/UploadProgress'

const SOURCES = ['chargeback', 'refund', 'customer', 'reviewer'] as const
const STALE = ['/api/feedback/uploads', '/api/models', '/api/dashboard', '/api/transactions']

/** Choose a file of labels, watch it go, be told why it was refused. */
export function NewLabels() {
  const router = useRouter()
  const queries = useQueryClient()
  const controller = useRef<AbortController | null>(null)
  const [source, setSource] = useState<string>('chargeback')
  const [going, setGoing] = useState<(Progress & { name: string }) | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function start(file: File) {
    const wrong = unfit(file)
    setProblem(wrong)
    if (wrong) return
    controller.current = new AbortController()
    setGoing({ name: file.name, sent: 0, total: file.size })
    try {
      const made = await uploadFile<FeedbackFile>(
        { file, path: '/api/feedback/uploads', fields: { source } },
        (progress) => setGoing({ name: file.name, ...progress }),
        controller.current.signal,
      )
      for (const path of STALE) void queries.invalidateQueries({ queryKey: ['get', path] })
      const open = () =>
        void router.navigate({ to: '/uploads/labels/$id', params: { id: String(made.id) } })
      if (router.state.location.pathname === '/uploads/labels') open()
      else toast({ text: t.done(file.name), action: { label: t.open, run: open }, seconds: 20 })
    } catch (error) {
      if (controller.current.signal.aborted) toast({ text: t.cancelled(file.name) })
      else setProblem(refusedText(file.name, error))
    } finally {
      setGoing(null)
    }
  }

  if (going) return <UploadProgress {...going} onCancel={() => controller.current?.abort()} />
  return (
    <section aria-label={t.labels} className="flex flex-col gap-3">
      {problem && <Notice tone="problem">{problem}</Notice>}
      <div className="max-w-72">
        <Select
          label={t.source}
          value={source}
          onChange={(event) => setSource(event.target.value)}
          options={SOURCES.map((value) => ({ value, label: common.sources[value] }))}
        />
      </div>
      <FileDrop accept=".csv,.parquet,text/csv" hint={t.hint} onFile={(file) => void start(file)} />
      <p className="text-xs text-ink-3">{t.how}</p>
    </section>
  )
}

function refusedText(name: string, error: unknown): string {
  const reference =
    error instanceof ApiError && error.request_id && `${common.reference} ${error.request_id}.`
  return [t.notRead(name), refusal(error), t.nothingStored, reference].filter(Boolean).join(' ')
}
