import type { Key } from '@/lib/api.gen'
import { when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { keys as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { Secret } from '@/ui/Secret'

export interface MadeKey {
  key: Key
  /** For a rotation: when the old one stops. */
  oldEndsAt?: string
}

/** A key that was just made. A live one is on screen this one time. */
export function NewSecret({ made, onKept }: { made: MadeKey; onKept: () => void }) {
  const zone = useMe().merchant.time_zone
  const { key, oldEndsAt } = made
  const isOver = oldEndsAt !== undefined && Date.parse(oldEndsAt) <= Date.now()
  return (
    <div className="flex flex-col items-start gap-4">
      <Notice tone="note">{key.mode === 'live' ? t.once : t.testSecretText}</Notice>
      <div className="w-full">
        <Secret label={t.secret} text={key.secret ?? ''} filename={t.file(key.name)} />
      </div>
      {oldEndsAt && (
        <p className="text-base text-ink-2">
          {isOver ? t.oldEndsNow : t.oldEnds(when(oldEndsAt, zone, 'exact'))}
        </p>
      )}
      <Button look="primary" onClick={onKept}>
        {key.mode === 'live' ? t.kept : t.done}
      </Button>
    </div>
  )
}
