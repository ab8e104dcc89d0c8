import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { Shield } from '@/lib/api.gen'
import { useMayManage } from '@/lib/me'
import { lazily } from '@/lib/online'
import { changeDraft } from '@/lib/policies'
import { shield as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Segmented } from '@/ui/Segmented'
import { Skeleton } from '@/ui/Skeleton'

const SaveToDraft = lazily(() => import('@/ui/SaveToDraft'))
const ShieldPreview = lazily(() => import('./ShieldPreview'))
const MODES = ['live', 'shadow', 'off'] as const
const EFFECTS = ['block', 'review'] as const

export type Setting = Pick<Shield, 'mode' | 'effect'>

interface SettingsCardProps {
  /** As it is, or as somebody tries it. */
  tried: Setting
  isChanged: boolean
  onTry: (setting: Setting) => void
  onReset: () => void
}

/** How the shield is set; whoever may change it sees what that would have done, and saves a draft. */
export function SettingsCard({ tried, isChanged, onTry, onReset }: SettingsCardProps) {
  const may = useMayManage()
  const navigate = useNavigate()
  const [isSaving, setSaving] = useState(false)
  const { mode, effect } = tried
  if (!may) {
    return (
      <Card title={t.settings} note={t.reads}>
        <p className="text-base font-medium">{t.modes[mode]}</p>
        <p className="text-sm text-ink-2">{t.modeTexts[mode]}</p>
        {mode !== 'off' && (
          <p className="mt-2 text-sm text-ink-2">
            {t.effect}: <span className="font-medium text-ink">{t.effects[effect]}</span>
          </p>
        )}
      </Card>
    )
  }
  return (
    <Card title={t.settings}>
      <div className="flex flex-col gap-3">
        <div>
          <Segmented
            label={t.mode}
            value={mode}
            options={MODES.map((value) => ({ value, label: t.modes[value] }))}
            onChange={(next) => onTry({ ...tried, mode: next })}
          />
        </div>
        <p className="text-sm text-ink-2">{t.modeTexts[mode]}</p>
        {mode !== 'off' && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span aria-hidden="true" className="text-sm text-ink-2">
              {t.effect}
            </span>
            <Segmented
              label={t.effect}
              value={effect}
              options={EFFECTS.map((value) => ({ value, label: t.effects[value] }))}
              onChange={(next) => onTry({ ...tried, effect: next })}
            />
          </div>
        )}
        {isChanged && (
          <>
            <Suspense fallback={<Skeleton className="h-64" />}>
              <ShieldPreview tried={tried} />
            </Suspense>
            <div className="flex flex-wrap items-center gap-2">
              <Button look="primary" aria-haspopup="dialog" onClick={() => setSaving(true)}>
                {t.save}
              </Button>
              <Button look="ghost" onClick={onReset}>
                {t.reset}
              </Button>
            </div>
          </>
        )}
        <p className="text-xs text-ink-3">{t.kept}</p>
      </div>
      {isSaving && (
        <Suspense>
          <SaveToDraft
            title={t.saveTitle}
            save={(version) => changeDraft(version, { shield: tried })}
            onClose={() => setSaving(false)}
            onDone={(version) =>
              void navigate({
                to: '/rules/policies/$version',
                params: { version: String(version) },
              })
            }
          />
        </Suspense>
      )}
    </Card>
  )
}
