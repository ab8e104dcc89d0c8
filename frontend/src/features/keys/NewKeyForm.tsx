import { valibotResolver } from '@hookform/resolvers/valibot'
import { Controller, useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import type { Key } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { keys as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Checkboxes } from '@/ui/Checkboxes'
import { Refusal } from '@/ui/Refusal'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { TextArea } from '@/ui/TextArea'
import { TextField } from '@/ui/TextField'

const SCOPES = ['score', 'read', 'feedback', 'manage'] as const
const MODES = ['test', 'live'] as const
const DAY_MS = 86_400_000

/** What a key of a mode may be allowed: people, records and settings have no test mode. */
const scopesOf = (mode: 'live' | 'test') =>
  SCOPES.filter((scope) => mode === 'live' || scope !== 'manage')

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(t.nameMissing)),
  mode: v.picklist(MODES),
  scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1, t.mayMissing)),
  addresses: v.string(),
  days: v.string(),
})
type Values = v.InferOutput<typeof schema>

const EMPTY: Values = { name: '', mode: 'test', scopes: ['score'], addresses: '', days: 'never' }

/** The request for what was chosen; `now` is in milliseconds since 1970. */
function bodyOf({ name, mode, scopes, addresses, days }: Values, now: number) {
  return {
    name,
    mode,
    scopes,
    allowed_addresses: addresses.split(/[\s,;]+/).filter(Boolean),
    expires_at: days === 'never' ? null : new Date(now + Number(days) * DAY_MS).toISOString(),
  }
}

export function NewKeyForm({ onMade }: { onMade: (key: Key) => void }) {
  const { mutate, isPending, error } = $api.useMutation('post', '/api/keys', { onSuccess: onMade })
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: EMPTY })
  const { errors } = form.formState
  const mode = useWatch({ control: form.control, name: 'mode' })
  const at = (field: string) => fieldError(error, field)
  const isElsewhere = error && !['name', 'scopes', 'allowed_addresses'].some(at)

  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => mutate({ body: bodyOf(values, Date.now()) }))}
      className="flex flex-col gap-4"
    >
      {isElsewhere && <Refusal error={error} />}
      <TextField
        label={t.name}
        hint={t.nameHint}
        autoComplete="off"
        maxLength={100}
        error={errors.name?.message ?? at('name')}
        {...form.register('name')}
      />
      <Controller
        control={form.control}
        name="mode"
        render={({ field: { value, onChange } }) => (
          <div>
            <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
              {t.mode}
            </p>
            <Segmented
              label={t.mode}
              value={value}
              options={MODES.map((mode) => ({ value: mode, label: t.modes[mode] }))}
              onChange={(next) => {
                onChange(next)
                const chosen = form.getValues('scopes')
                const left = scopesOf(next).filter((scope) => chosen.includes(scope))
                form.setValue('scopes', left)
              }}
            />
            <p className="mt-1 text-xs text-ink-3">{t.modeHint[value]}</p>
          </div>
        )}
      />
      <Controller
        control={form.control}
        name="scopes"
        render={({ field: { value, onChange } }) => (
          <Checkboxes
            label={t.may}
            options={scopesOf(mode).map((scope) => ({ value: scope, ...t.scopes[scope] }))}
            value={value}
            onChange={onChange}
            error={errors.scopes?.message ?? at('scopes')}
          />
        )}
      />
      <TextArea
        label={t.addresses}
        optional
        code
        rows={3}
        hint={t.addressesHint}
        error={at('allowed_addresses')}
        {...form.register('addresses')}
      />
      <Select
        label={t.until}
        options={Object.entries(t.untils).map(([value, label]) => ({ value, label }))}
        {...form.register('days')}
      />
      <div>
        <Button type="submit" look="primary" busy={isPending}>
          {isPending ? t.creating : t.create}
        </Button>
      </div>
    </form>
  )
}
