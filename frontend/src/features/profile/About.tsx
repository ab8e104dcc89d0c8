import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import type { Me } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { useLearn } from '@/lib/useLearn'
import { common, profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'

export function About({ me }: { me: Me }) {
  const { email } = me
  const [name, setName] = useState(me.name)
  const [isMissing, setMissing] = useState(false)
  const learn = useLearn()
  const { mutate, isPending, error } = $api.useMutation('patch', '/api/me', {
    onSuccess: (changed) => {
      learn(changed)
      toast({ text: t.nameSaved })
    },
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) mutate({ body: { name: name.trim() } })
  }
  const atName = fieldError(error, 'name')
  return (
    <Card title={t.about}>
      <form noValidate onSubmit={save} className="flex max-w-[27rem] flex-col items-start gap-4">
        {!atName && <Refusal error={error} />}
        <div className="w-full">
          <TextField
            label={t.name}
            hint={t.nameHint}
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={({ target }) => setName(target.value)}
            {...(isMissing ? { error: t.nameMissing } : atName && { error: atName })}
          />
        </div>
        <div className="w-full">
          <TextField label={t.email} hint={t.emailHint} value={email ?? ''} readOnly />
        </div>
        <Button type="submit" busy={isPending}>
          {isPending ? common.saving : common.save}
        </Button>
      </form>
    </Card>
  )
}
