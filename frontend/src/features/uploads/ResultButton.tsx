import { Download } from 'lucide-react'
import { useState } from 'react'
import type { Upload } from '@/lib/api.gen'
import { download } from '@/lib/download'
import { uploads as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/Toast'

/** Saves the scored rows as CSV. */
export function ResultButton({ upload }: { upload: Upload }) {
  const [busy, setBusy] = useState(false)
  async function save() {
    setBusy(true)
    try {
      await download(upload.result_path, t.resultFile(upload.id))
    } catch {
      toast({ text: t.downloadFailed })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button busy={busy} onClick={() => void save()}>
      <Download aria-hidden="true" size={16} />
      {busy ? t.downloading : t.download}
    </Button>
  )
}
