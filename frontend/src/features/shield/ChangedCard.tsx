import { usePreview } from '@/lib/preview'
import { shield as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import type { Setting } from './SettingsCard'

/** The past orders that another setting would have decided otherwise, to open. */
export default function ChangedCard({ tried }: { tried: Setting }) {
  const { preview, isBehind } = usePreview({ shield: tried })
  if (!preview) return null
  return (
    <Card title={t.rows} flush>
      <div className="pb-4">
        <ChangedRows preview={preview} dim={isBehind} />
      </div>
    </Card>
  )
}
