import { Link } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { ReadyRule } from '@/lib/api.gen'
import { useMayManage } from '@/lib/me'
import { lazily } from '@/lib/online'
import { changeDraft } from '@/lib/policies'
import { readyRules as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { type Choice, choiceOf, isChanged, tried } from './choice'
import { ReadyPreview } from './ReadyPreview'
import { Settings } from './Settings'

const SaveToDraft = lazily(() => import('@/ui/SaveToDraft'))

interface ReadyPanelProps {
  rule: ReadyRule
  /** The draft that is worked on, where the address names one. */
  policy: number | undefined
}

/** The numbers of a ready rule, what it would have done with them, and the way to switch it on. */
export default function ReadyPanel({ rule, policy }: ReadyPanelProps) {
  const may = useMayManage()
  const [choice, setChoice] = useState<Choice>(() => choiceOf(rule))
  const [saving, setSaving] = useState<'on' | 'off'>()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.scrollIntoView?.({ block: 'nearest' }), [])
  const changed = isChanged(rule, choice)
  // What is on as it stands can only be switched off, so that is what is asked.
  const wouldBeOn = !rule.is_on || changed
  const wanted = tried(rule, choice, wouldBeOn)
  const heading = !rule.is_on ? t.wouldOn : changed ? t.wouldChange : t.wouldOff
  const titles = { on: rule.is_on ? t.saveChange : t.saveOn, off: t.saveOff }

  async function save(version: number) {
    const said = tried(rule, choice, saving === 'on')
    if (said === null) return
    const { key, ...change } = said
    await changeDraft(version, { overrides: { [key]: change } })
  }

  return (
    <div
      ref={box}
      className="grid gap-x-8 gap-y-4 border-t border-line bg-bg px-4 py-4 lg:grid-cols-[18rem_minmax(0,1fr)]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <Settings rule={rule} choice={choice} onChange={setChoice} may={may} />
        {may && (
          <div className="flex flex-wrap gap-2">
            {(!rule.is_on || changed) && (
              <Button look="primary" disabled={wanted === null} onClick={() => setSaving('on')}>
                {rule.is_on ? t.save : t.switchOn}
              </Button>
            )}
            {rule.is_on && !changed && (
              <Button onClick={() => setSaving('off')}>{t.switchOff}</Button>
            )}
            {changed && (
              <Button look="ghost" onClick={() => setChoice(choiceOf(rule))}>
                {t.asItIs}
              </Button>
            )}
          </div>
        )}
        {!may && <p className="text-sm text-ink-3">{t.readOnly}</p>}
        {rule.rule_id !== null && (
          <div>
            <Link
              to="/rules/$id"
              params={{ id: String(rule.rule_id) }}
              className={buttonClass('plain', 's')}
            >
              {t.toRule}
            </Link>
          </div>
        )}
      </div>
      <ReadyPreview heading={heading} wanted={wanted} policy={policy} showsSentence={changed} />
      {saving && (
        <Suspense>
          <SaveToDraft
            title={titles[saving](rule.name)}
            draft={policy}
            save={save}
            onClose={() => setSaving(undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}
