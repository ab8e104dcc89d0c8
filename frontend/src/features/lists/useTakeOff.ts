import { api } from '@/lib/api'
import type { ListEntry } from '@/lib/api.gen'
import { common, lists } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast, UNDO_SECONDS } from '@/ui/Toast'
import { useEntriesChanged } from './query'
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
  const changed = useEntriesChanged()

  async function putBack(one: Standing) {
    const { list_id, name, entry } = one
    const { value, reason, expires_at } = entry
    try {
      await api.POST('/api/lists/{list_id}/entries', {
        params: { path: { list_id } },
        body: { entries: [{ value, reason, expires_at }] },
      })
      toast({ text: t.putBack(shown(value), name) })
    } catch (error) {
      const again = { label: common.tryAgain, run: () => void putBack(one) }
      toast({
        text: failed(t.putBackFailed(shown(value)), error),
        action: again,
        seconds: UNDO_SECONDS,
      })
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
      toast({ text: failed(t.offFailed(shown(entry.value)), error) })
    }
    await changed()
  }
}

/** What was not done, why, and what to do about it. */
function failed(what: string, error: unknown): string {
  const { message, fix } = errorTexts(error)
  return [what, message, fix].filter(Boolean).join(' ')
}
