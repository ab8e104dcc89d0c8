import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useMayManage } from '@/lib/me'
import { lazily, useOfflineSince } from '@/lib/online'
import { changeDraft, shadowPolicy } from '@/lib/policies'
import { common, thresholds as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import type { Lines } from './lines'

const SaveToDraft = lazily(() => import('@/ui/SaveToDraft'))

interface SaveBarProps {
  lines: Lines
  isMoved: boolean
  /** The draft that is worked on, where it is not the live policy. */
  draft: number | undefined
  onReset: () => void
}

/** What can be done with the lines; at the foot of the window on a phone. */
export function SaveBar({ lines, isMoved, draft, onReset }: SaveBarProps) {
  const may = useMayManage()
  const navigate = useNavigate()
  const [doing, setDoing] = useState<'save' | 'shadow' | null>(null)

  const isOffline = useOfflineSince() !== null
  const rests = !isMoved || isOffline

  const save = (version: number) =>
    changeDraft(version, { review_line: lines.review, block_line: lines.block })

  const shadow = async (version: number) => shadowPolicy(await save(version))

  const open = (version: number) =>
    void navigate({ to: '/rules/policies/$version', params: { version: String(version) } })

  return (
    <div className="bottom-0 z-20 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-bg px-4 py-3 md:mx-0 md:px-0 md:py-2 [@media(min-height:500px)]:sticky">
      {may && (
        <>
          <Button look="primary" disabled={rests} onClick={() => setDoing('save')}>
            {t.save}
          </Button>
          <Button disabled={rests} onClick={() => setDoing('shadow')}>
            {t.shadow}
          </Button>
        </>
      )}
      <Button look="ghost" disabled={!isMoved} onClick={onReset}>
        {t.reset}
      </Button>
      {may && isOffline ? (
        <p className="text-sm text-ink-2 md:ml-auto">{common.offline}</p>
      ) : (
        <p className="text-xs text-ink-3 max-md:sr-only md:ml-auto">{may ? t.kept : t.reads}</p>
      )}
      {doing && (
        <Suspense>
          <SaveToDraft
            title={doing === 'save' ? t.saveTitle : t.shadowTitle}
            save={doing === 'save' ? save : shadow}
            draft={draft}
            words={doing === 'shadow' ? t.shadowWords : undefined}
            onClose={() => setDoing(null)}
            onDone={open}
          />
        </Suspense>
      )}
    </div>
  )
}
