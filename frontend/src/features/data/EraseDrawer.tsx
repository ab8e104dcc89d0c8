import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import { count } from '@/lib/format'
import { common, data as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Drawer } from '@/ui/Drawer'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { isWrong, ProofField } from './ProofField'

interface EraseDrawerProps {
  customer: string
  onClose: () => void
  onErased: () => void
}

/** Asks for the reference once more, typed, and for the password: there is no way back. */
export default function EraseDrawer({ customer, onClose, onErased }: EraseDrawerProps) {
  const cache = useQueryClient()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const erase = $api.useMutation('post', '/api/customers/{customer}/erase', {
    onSuccess: ({ transactions, pseudonym }) => {
      toast({ text: t.erased(transactions, count(transactions), pseudonym) })
      onErased()
      onClose()
      // The name may stand in any list that was loaded before.
      void cache.invalidateQueries()
    },
  })
  const isSame = typed.trim() === customer
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (isSame && password) erase.mutate({ params: { path: { customer } }, body: { password } })
  }
  return (
    <Drawer title={t.eraseTitle(customer)} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-base text-ink-2">{t.eraseText}</p>
        {erase.error && !isWrong(erase.error) && (
          <Notice tone="problem">
            {errorTexts(erase.error).message} {errorTexts(erase.error).fix}
          </Notice>
        )}
        <TextField
          label={t.confirm(customer)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          {...(checked && !isSame && { error: t.confirmWrong })}
        />
        <ProofField value={password} onChange={setPassword} checked={checked} error={erase.error} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="decline" busy={erase.isPending}>
            {erase.isPending ? t.erasing : t.eraseNow}
          </Button>
          <Button look="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
