import { useState } from 'react'
import { $api } from '@/lib/api'
import type { Me } from '@/lib/api.gen'
import { useLearn } from '@/lib/useLearn'
import { profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/Toast'
import { ProofForm } from './ProofForm'

/** What can be done with a second factor that is on: new recovery codes, or turning it off. */
export function FactorOn({ me, onCodes }: { me: Me; onCodes: (codes: string[]) => void }) {
  const [open, setOpen] = useState<'codes' | 'remove' | null>(null)
  const learn = useLearn()
  const renew = $api.useMutation('post', '/api/me/recovery-codes', {
    onSuccess: ({ recovery_codes }) => onCodes(recovery_codes ?? []),
  })
  const remove = $api.useMutation('post', '/api/me/second-factor/remove', {
    onSuccess: () => {
      learn({ ...me, second_factor: false })
      toast({ text: t.removed })
    },
  })
  if (open === 'codes') {
    return (
      <ProofForm
        text={t.newCodesText}
        submit={t.getCodes}
        asks="code"
        busy={renew.isPending}
        error={renew.error}
        onSubmit={({ code }) => renew.mutate({ body: { code } })}
        onCancel={() => setOpen(null)}
      />
    )
  }
  if (open === 'remove') {
    return (
      <ProofForm
        text={t.removeText}
        submit={remove.isPending ? t.removing : t.remove}
        asks="both"
        busy={remove.isPending}
        error={remove.error}
        onSubmit={(body) => remove.mutate({ body })}
        onCancel={() => setOpen(null)}
      />
    )
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setOpen('codes')}>{t.newCodes}</Button>
      <Button onClick={() => setOpen('remove')}>{t.remove}</Button>
    </div>
  )
}
