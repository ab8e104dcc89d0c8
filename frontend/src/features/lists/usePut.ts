import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api'
import type { EntityList } from '@/lib/api.gen'
import type { Listable } from '@/lib/listable'
import { lists } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast, UNDO_SECONDS } from '@/ui/Toast'
import { type Effect, useEntriesChanged } from './query'
import { shown } from './words'

const t = lists.put
/** In place of a list's number: one is to be made. */
export const NEW = 'new'

interface Wanted {
  /** Null for a new one, under `name`. */
  list: EntityList | null
  name: string
  effect: Effect
  reason: string
  expires_at: string | null
}

/** Puts a value on a list, made for it where there is none; says so with the way to take it back. */
export function usePut({ kind, value }: Listable, onDone: () => void) {
  const changed = useEntriesChanged()

  async function put({ list, name, effect, reason, expires_at }: Wanted): Promise<EntityList> {
    const on = list ?? (await made({ name, kind, effect }))
    try {
      const body = { entries: [{ value, reason, expires_at }] }
      await api.POST('/api/lists/{list_id}/entries', { params: at(on), body })
    } catch (error) {
      // Nobody asked for an empty list.
      if (!list) await api.DELETE('/api/lists/{list_id}', { params: at(on) }).catch(() => {})
      throw error
    }
    return on
  }

  async function takeBack(on: EntityList, isNew: boolean) {
    try {
      if (isNew) await api.DELETE('/api/lists/{list_id}', { params: at(on) })
      else await takeOff(on)
      toast({ text: t.taken })
    } catch (error) {
      toast({ text: `${t.takenFailed} ${errorTexts(error).message}` })
    }
    await changed()
  }

  async function takeOff({ id: list_id }: EntityList) {
    const { data } = await api.GET('/api/lists/entries', { params: { query: { kind, value } } })
    const standing = data?.items.find((one) => one.list_id === list_id)
    if (!standing) return
    const path = { list_id, entry_id: standing.entry.id }
    await api.DELETE('/api/lists/{list_id}/entries/{entry_id}', { params: { path } })
  }

  return useMutation({
    mutationFn: put,
    onSuccess: (on, { list, effect }) => {
      toast({
        text: t.done[effect](shown(value), on.name),
        action: { label: lists.page.undo, run: () => void takeBack(on, list === null) },
        seconds: UNDO_SECONDS,
      })
      void changed()
      onDone()
    },
  })
}

const at = ({ id }: EntityList) => ({ path: { list_id: id } })

async function made(body: Pick<EntityList, 'name' | 'kind' | 'effect'>): Promise<EntityList> {
  const { data } = await api.POST('/api/lists', { body })
  return data as EntityList
}
