import { useState } from 'react'
import { $api } from '@/lib/api'
import type { Key } from '@/lib/api.gen'
import { common, keys as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import type { MadeKey } from './NewSecret'

const HOUR_MS = 3_600_000
const OVERLAPS = ['0', '1', '24', '72', '168']

interface RotateFormProps {
  of: Key
  onMade: (made: MadeKey) => void
  onCancel: () => void
}

export function RotateForm({ of, onMade, onCancel }: RotateFormProps) {
  const [hours, setHours] = useState('24')
  const { mutate, isPending, error } = $api.useMutation('post', '/api/keys/{key_id}/rotate', {
    onSuccess: (key) => {
      const overlap = Number(hours) * HOUR_MS
      onMade({ key, oldEndsAt: new Date(Date.parse(key.created_at) + overlap).toISOString() })
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{t.rotateText}</p>
      <Refusal error={error} />
      <Select
        label={t.overlap}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        options={OVERLAPS.map((value) => ({ value, label: t.overlaps[value] ?? value }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={isPending}
          onClick={() =>
            mutate({ params: { path: { key_id: of.id } }, body: { overlap_hours: Number(hours) } })
          }
        >
          {isPending ? t.rotating : t.rotate}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </div>
  )
}
