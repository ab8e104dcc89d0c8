import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Key } from '@/lib/api.gen'
import { keys as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { EmptyState } from '@/ui/EmptyState'
import { KeyDetails } from './KeyDetails'
import { NewKeyForm } from './NewKeyForm'
import { type MadeKey, NewSecret } from './NewSecret'
import { RevokeForm } from './RevokeForm'
import { RotateForm } from './RotateForm'

interface KeyDrawerProps {
  /** The id of a key, or "new". */
  open: number | 'new'
  keys: readonly Key[]
  onClose: () => void
}

/** One key and what can be done with it; a new one is shown once, whichever way it was made. */
export default function KeyDrawer({ open, keys, onClose }: KeyDrawerProps) {
  const cache = useQueryClient()
  const [step, setStep] = useState<'details' | 'rotate' | 'revoke'>('details')
  const [made, setMade] = useState<MadeKey | null>(null)
  const key = keys.find(({ id }) => id === open)
  const refresh = () => cache.invalidateQueries({ queryKey: ['get', '/api/keys'] })
  const take = (next: MadeKey) => {
    setMade(next)
    void refresh()
  }

  if (made) {
    return (
      <Drawer title={t.createdTitle} onClose={onClose} firm>
        <NewSecret made={made} onKept={onClose} />
      </Drawer>
    )
  }
  if (open === 'new') {
    return (
      <Drawer title={t.newKey} onClose={onClose}>
        <NewKeyForm onMade={(next) => take({ key: next })} />
      </Drawer>
    )
  }
  if (!key) {
    return (
      <Drawer title={t.unknownTitle} onClose={onClose}>
        <EmptyState kind="no-match" title={t.unknownTitle} text={t.unknownText} />
      </Drawer>
    )
  }
  const back = () => setStep('details')
  if (step === 'rotate') {
    return (
      <Drawer title={t.rotateTitle(key.name)} onClose={onClose}>
        <RotateForm of={key} onMade={take} onCancel={back} />
      </Drawer>
    )
  }
  if (step === 'revoke') {
    return (
      <Drawer title={t.revokeTitle(key.name)} onClose={onClose}>
        <RevokeForm
          of={key}
          onCancel={back}
          onDone={() => {
            void refresh()
            onClose()
          }}
        />
      </Drawer>
    )
  }
  return (
    <Drawer title={key.name} onClose={onClose}>
      <KeyDetails
        of={key}
        follower={keys.find(({ id }) => id === key.replaced_by)}
        onStep={setStep}
      />
    </Drawer>
  )
}
