import { useRef, useState } from 'react'
import type { EntityList, EntriesImported } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count } from '@/lib/format'
import { useOfflineSince } from '@/lib/online'
import { type Progress, uploadFile } from '@/lib/upload'
import { common, lists } from '@/messages/en'
import { Dialog } from '@/ui/Dialog'
import { FileDrop } from '@/ui/FileDrop'
import { refusal, unfit } from '@/ui/fileProblems'
import { Notice } from '@/ui/Notice'
import { toast } from '@/ui/Toast'
import { UploadProgress } from '@/ui/UploadProgress'
import { Imported } from './Imported'
import { useEntriesChanged } from './query'

const t = lists.file

interface ImportDialogProps {
  list: EntityList
  onDone: () => void
}

/** Choose a file of values, watch it go, be told what became of its lines. */
export function ImportDialog({ list, onDone }: ImportDialogProps) {
  const changed = useEntriesChanged()
  const isOffline = useOfflineSince() !== null
  const controller = useRef<AbortController | null>(null)
  const [going, setGoing] = useState<(Progress & { name: string }) | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<EntriesImported | null>(null)

  async function start(file: File) {
    const wrong = isOffline
      ? common.offline
      : /\.(json|parquet|txt|pdf|zip)$/i.test(file.name)
        ? t.wrongKind
        : unfit(file)
    setProblem(wrong)
    if (wrong) return
    const mine = new AbortController()
    controller.current = mine
    let progress: Progress = { sent: 0, total: file.size }
    setGoing({ name: file.name, ...progress })
    try {
      const found = await uploadFile<EntriesImported>(
        { file, path: `/api/lists/${list.id}/entries/file` },
        (next) => {
          progress = next
          setGoing({ name: file.name, ...next })
        },
        mine.signal,
      )
      setDone(found)
      toast({ text: t.doneToast(file.name, count(found.added)) })
    } catch (error) {
      if (!mine.signal.aborted) setProblem(refusedText(file.name, error))
      else
        toast({ text: progress.sent < progress.total ? t.cancelled(file.name) : t.late(file.name) })
    } finally {
      setGoing(null)
      void changed()
    }
  }

  const title = done
    ? t.doneTitle(count(done.added), done.changed > 0 && count(done.changed))
    : t.title(list.name)
  return (
    <Dialog title={title} size="l" onClose={onDone}>
      {done ? (
        <Imported list={list} found={done} onAnother={() => setDone(null)} onDone={onDone} />
      ) : going ? (
        <UploadProgress
          {...going}
          working={t.working}
          onCancel={() => controller.current?.abort()}
        />
      ) : (
        <div className="flex flex-col gap-3">
          {problem && <Notice tone="problem">{problem}</Notice>}
          <FileDrop accept=".csv,text/csv" hint={t.hint} onFile={(file) => void start(file)} />
          <p className="text-sm text-ink-2">{t.how}</p>
        </div>
      )}
    </Dialog>
  )
}

function refusedText(name: string, error: unknown): string {
  const reference =
    error instanceof ApiError && error.request_id && `${common.reference} ${error.request_id}.`
  return [t.notRead(name), refusal(error), t.nothingStored, reference].filter(Boolean).join(' ')
}
