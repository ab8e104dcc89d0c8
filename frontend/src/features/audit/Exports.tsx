import { Download } from 'lucide-react'
import { useState } from 'react'
import { download } from '@/lib/download'
import { useMe } from '@/lib/me'
import { audit as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/Toast'
import { filtersOf } from './query'
import type { AuditSearch } from './search'

const FORMATS = ['csv', 'jsonl'] as const

/** Saves what the filters leave, with the signed head that shows whether it is whole. */
export function Exports({ search }: { search: AuditSearch }) {
  const { time_zone } = useMe().merchant
  const [busy, setBusy] = useState<string | null>(null)

  async function save(format: string) {
    setBusy(format)
    const filters = Object.entries(filtersOf(search, time_zone)).filter(([, value]) => value)
    const query = new URLSearchParams(filters as [string, string][])
    try {
      await download(`/api/audit/export.${format}?${query}`, `secureflow-audit.${format}`)
    } catch {
      toast({ text: t.exportFailed })
    } finally {
      setBusy(null)
    }
  }
  return FORMATS.map((format) => (
    <Button key={format} busy={busy === format} onClick={() => void save(format)}>
      <Download aria-hidden="true" size={16} />
      {t.formats[format]}
    </Button>
  ))
}
