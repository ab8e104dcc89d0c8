import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { Switch } from '@/ui/Switch'
import { TextField } from '@/ui/TextField'
import { type ReviewSearch, savedSearchOf } from './search'

/** Names the address of the list, for oneself or the team; or takes back the name it has. */
export function SaveView({ search }: { search: ReviewSearch }) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const queries = useQueryClient()
  const key = ['get', '/api/review-views']
  const options = { onSuccess: () => queries.invalidateQueries({ queryKey: key }) }
  const views = $api.useQuery('get', '/api/review-views')
  const save = $api.useMutation('post', '/api/review-views', options)
  const remove = $api.useMutation('delete', '/api/review-views/{view_id}', options)
  const address = savedSearchOf(search)
  const same = views.data?.items.find((view) => view.search === address)
  if (!address) return null

  const send = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ body: { name: name.trim(), search: address, is_shared: shared } })
  }
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h3 className="mb-3 text-md font-semibold">{t.saveTitle}</h3>
      {same ? (
        <div className="flex flex-col items-start gap-3">
          <p className="text-base text-ink-2">{t.savedAs(same.name)}</p>
          {same.is_mine && (
            <Button
              busy={remove.isPending}
              onClick={() => remove.mutate({ params: { path: { view_id: same.id } } })}
            >
              {t.removeView(same.name)}
            </Button>
          )}
        </div>
      ) : (
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
          <Button type="submit" busy={save.isPending} disabled={!name.trim()}>
            {t.saveView}
          </Button>
        </form>
      )}
      <Refusal error={save.error ?? remove.error} />
    </section>
  )
}
