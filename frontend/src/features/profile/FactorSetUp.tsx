import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import type { Me } from '@/lib/api.gen'
import { useLearn } from '@/lib/useLearn'
import { common, profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { CopyId } from '@/ui/CopyId'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { appCode, CODE_INPUT, codeProblem } from './codeForm'

const schema = v.object({ code: appCode })

interface FactorSetUpProps {
  me: Me
  secret: string
  /** The same as a picture: an SVG element. */
  qr: string
  onDone: (recoveryCodes: string[]) => void
  onCancel: () => void
}

/** The secret to put into an app, and the code that shows it is there. */
export function FactorSetUp({ me, secret, qr, onDone, onCancel }: FactorSetUpProps) {
  const learn = useLearn()
  const { mutate, isPending, error } = $api.useMutation('post', '/api/me/second-factor/confirm', {
    onSuccess: ({ recovery_codes }) => {
      onDone(recovery_codes ?? [])
      learn({ ...me, second_factor: true })
    },
  })
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: { code: '' } })
  const problem = codeProblem(error)
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(standalone(qr))}`}
        alt={t.qr}
        // It brings its own white and margin: cameras do not read a light code on a dark page.
        className="size-44 flex-none rounded-md border border-line"
      />
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => mutate({ body }))}
        className="flex max-w-[27rem] min-w-56 flex-1 flex-col gap-3"
      >
        <p className="text-base">{t.scan}</p>
        <p className="text-sm text-ink-2">{t.cannotScan}</p>
        <CopyId id={secret} />
        {!problem && <Refusal error={error} />}
        <TextField
          label={t.code}
          hint={t.codeHint}
          inputMode="numeric"
          {...CODE_INPUT}
          error={form.formState.errors.code?.message ?? problem}
          {...form.register('code')}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={isPending}>
            {isPending ? t.confirming : t.confirm}
          </Button>
          <Button look="ghost" onClick={onCancel}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </div>
  )
}

/** An SVG element made to stand in a page, as a file of its own: that needs its namespace. */
function standalone(svg: string): string {
  return svg.replace(/^<svg(?! xmlns)/, '<svg xmlns="http://www.w3.org/2000/svg"')
}
