import { api } from '@/lib/api'
import type { ListEntry } from '@/lib/api.gen'
import { lists } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast, UNDO_SECONDS } from '@/ui/Toast'
import { useListsChanged } from './query'
import { shown } from './words'

const t = lists.page

/** An entry, and the list it stands on. */
export interface Standing {
  list_id: number
  name: string
  entry: ListEntry
}

/** Takes an entry off its list at once, and says how to have it back as it was. */
export function useTakeOff(): (one: Standing) => Promise<void> {
  const changed = useListsChanged()

  async function putBack({ list_id, name, entry }: Standing) {
    const { value, reason, expires_at } = entry
    try {
      await api.POST('/api/lists/{list_id}/entries', {
        params: { path: { list_id } },
        body: { entries: [{ value, reason, expires_at }] },
      })
      toast({ text: t.putBack(shown(value), name) })
    } catch (error) {
      toast({ text: `${t.putBackFailed(shown(value))} ${errorTexts(error).message}` })
    }
    await changed()
  }

  return async (one) => {
    const { list_id, name, entry } = one
    try {
      const path = { list_id, entry_id: entry.id }
      await api.DELETE('/api/lists/{list_id}/entries/{entry_id}', { params: { path } })
      toast({
        text: t.off(shown(entry.value), name),
        action: { label: t.undo, run: () => void putBack(one) },
        seconds: UNDO_SECONDS,
      })
    } catch (error) {
      toast({ text: `${t.offFailed(shown(entry.value))} ${errorTexts(error).message}` })
    }
    await changed()
  }
}
