import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
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

const schema = v.object({ name: v.pipe(v.string(), v.trim(), v.nonEmpty(t.nameMissing)) })

export function About({ me }: { me: Me }) {
  const { name, email } = me
  const learn = useLearn()
  const { mutate, isPending, error } = $api.useMutation('patch', '/api/me', {
    onSuccess: (changed) => {
      learn(changed)
      toast({ text: t.nameSaved })
    },
  })
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: { name } })
  const atName = fieldError(error, 'name')
  return (
    <Card title={t.about}>
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => mutate({ body }))}
        className="flex max-w-[27rem] flex-col items-start gap-4"
      >
        {!atName && <Refusal error={error} />}
        <div className="w-full">
          <TextField
            label={t.name}
            hint={t.nameHint}
            autoComplete="name"
            maxLength={100}
            error={form.formState.errors.name?.message ?? atName}
            {...form.register('name')}
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
