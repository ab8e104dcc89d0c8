import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import type { Privacy } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { data as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { NumberField } from '@/ui/NumberField'
import { Switch } from '@/ui/Switch'
import { toast } from '@/ui/Toast'
import { isWrong, ProofField } from './ProofField'

type Kind = keyof typeof t.kinds
const KINDS = Object.keys(t.kinds) as Kind[]

const isFit = (typed: string, [least, most]: readonly [number, number]) =>
  /^\d{1,5}$/.test(typed) && Number(typed) >= least && Number(typed) <= most

/** For how long each kind of data is kept, and whether e-mail and address can be read. */
export function KeptCard({ privacy }: { privacy: Privacy }) {
  const mayChange = useMe().role === 'owner'
  const cache = useQueryClient()
  const [days, setDays] = useState(() => textsOf(privacy))
  const [hashes, setHashes] = useState(privacy.hash_personal)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const save = $api.useMutation('put', '/api/privacy', {
    onSuccess: (answer) => {
      toast({ text: t.saved })
      cache.setQueryData($api.queryOptions('get', '/api/privacy').queryKey, answer)
    },
  })
  const shortens = KINDS.some((kind) => {
    const fits = isFit(days[kind], t.kinds[kind].limits)
    return fits && Number(days[kind]) < privacy.retention[kind]
  })
  const takesAway = shortens || (hashes && !privacy.hash_personal)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!KINDS.every((kind) => isFit(days[kind], t.kinds[kind].limits))) return
    if (takesAway && !password) return
    const retention = Object.fromEntries(KINDS.map((kind) => [kind, Number(days[kind])]))
    save.mutate({
      body: {
        retention: retention as Privacy['retention'],
        hash_personal: hashes,
        ...(takesAway && { password }),
      },
    })
  }
  return (
    <Card title={t.retention} note={t.retentionNote}>
      <form noValidate onSubmit={submit} className="flex flex-col items-start gap-4">
        {!mayChange && <Notice tone="note">{t.ownerOnly}</Notice>}
        {save.error && !isWrong(save.error) && (
          <Notice tone="problem">
            {errorTexts(save.error).message} {errorTexts(save.error).fix}
          </Notice>
        )}
        <div className="grid w-full gap-4 sm:grid-cols-3">
          {KINDS.map((kind) => {
            const { label, limits } = t.kinds[kind]
            const [least, most] = [count(limits[0]), count(limits[1])]
            const wrong = checked && !isFit(days[kind], limits)
            return (
              <NumberField
                key={kind}
                decimals={false}
                label={label}
                hint={t.between(least, most)}
                value={days[kind]}
                readOnly={!mayChange}
                onChange={({ target }) => setDays({ ...days, [kind]: target.value.trim() })}
                {...(wrong && { error: t.notBetween(least, most) })}
              />
            )
          })}
        </div>
        <p className="text-sm text-ink-3">{t.fixed}</p>
        <div className="w-full border-t border-line pt-4">
          <h3 className="mb-2 text-sm font-medium">{t.personal}</h3>
          <Switch
            label={t.hash}
            hint={t.hashHint}
            checked={hashes}
            disabled={!mayChange}
            onChange={setHashes}
          />
        </div>
        {shortens && <Notice tone="note">{t.shorter}</Notice>}
        {takesAway && (
          <ProofField
            value={password}
            onChange={setPassword}
            checked={checked}
            error={save.error}
          />
        )}
        {mayChange && (
          <Button type="submit" look="primary" busy={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </Button>
        )}
      </form>
    </Card>
  )
}

function textsOf({ retention }: Privacy): Record<Kind, string> {
  return Object.fromEntries(KINDS.map((kind) => [kind, String(retention[kind])])) as Record<
    Kind,
    string
  >
}
