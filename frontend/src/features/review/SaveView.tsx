import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { Switch } from '@/ui/Switch'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { type ReviewSearch, savedSearchOf } from './search'

/** Names the address of the list, for oneself or the team; or changes or takes back its name. */
export function SaveView({ search }: { search: ReviewSearch }) {
  const views = $api.useQuery('get', '/api/review-views')
  const address = savedSearchOf(search)
  const same = views.data?.items.find((view) => view.search === address)
  if (!address) return null
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h3 className="mb-3 text-md font-semibold">{t.saveTitle}</h3>
      {same && <p className="mb-3 text-base text-ink-2">{t.savedAs(same.name)}</p>}
      {(!same || same.is_mine) && <ViewForm key={same?.id} address={address} kept={same} />}
    </section>
  )
}

interface ViewFormProps {
  address: string
  /** The view that has this address already. */
  kept: { id: number; name: string; is_shared: boolean } | undefined
}

function ViewForm({ address, kept }: ViewFormProps) {
  const [name, setName] = useState(kept?.name ?? '')
  const [shared, setShared] = useState(kept?.is_shared ?? false)
  const queries = useQueryClient()
  const known = () => queries.invalidateQueries({ queryKey: ['get', '/api/review-views'] })
  const save = $api.useMutation('post', '/api/review-views', { onSuccess: known })
  const remove = $api.useMutation('delete', '/api/review-views/{view_id}', { onSuccess: known })
  const change = $api.useMutation('patch', '/api/review-views/{view_id}', {
    onSuccess: () => {
      toast({ text: t.viewChanged })
      return known()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = { name: name.trim(), is_shared: shared }
    if (kept) change.mutate({ params: { path: { view_id: kept.id } }, body: said })
    else save.mutate({ body: { ...said, search: address } })
  }
  const isSame = name.trim() === kept?.name && shared === kept.is_shared
  return (
    <form onSubmit={send} className="flex flex-col gap-3">
      <TextField
        label={t.viewName}
        maxLength={64}
        required
        value={name}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <Switch label={t.shareView} checked={shared} onChange={setShared} />
      <Button
        type="submit"
        busy={save.isPending || change.isPending}
        disabled={!name.trim() || isSame}
      >
        {kept ? t.changeView : t.saveView}
      </Button>
      {kept && (
        <Button
          look="ghost"
          busy={remove.isPending}
          onClick={() => remove.mutate({ params: { path: { view_id: kept.id } } })}
        >
          {t.removeView(kept.name)}
        </Button>
      )}
      <Refusal error={save.error ?? change.error ?? remove.error} />
    </form>
  )
}
