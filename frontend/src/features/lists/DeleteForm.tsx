import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { EntityList } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { lists } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { Notice } from '@/ui/Notice'
import { toast } from '@/ui/Toast'
import { UseLinks } from './UsedBy'
import { howMany } from './words'

const t = lists.remove

interface DeleteFormProps {
  list: EntityList
  onDone: () => void
  onCancel: () => void
}

/** Says what stops working without a list before it is gone for good. */
export function DeleteForm({ list, onDone, onCancel }: DeleteFormProps) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = $api.useMutation('delete', '/api/lists/{list_id}', {
    onSuccess: () => {
      toast({ text: t.deleted(list.name) })
      onDone()
      // Not the list itself, which is still on screen and could only be missing.
      void cache.invalidateQueries({ queryKey: ['lists', 'all'] })
      void cache.invalidateQueries({ queryKey: ['lists', 'standing'] })
    },
  })
  const rules = new Set(list.used_by.map((use) => use.rule_id)).size
  if (rules > 0) {
    return (
      <Notice tone="note">
        {t.used(rules, count(rules))} <UseLinks uses={list.used_by} />.
      </Notice>
    )
  }
  return (
    <ConfirmForm
      text={`${lost(list)} ${t.noWay}`}
      submit={isPending ? t.deleting : t.sure(list.name)}
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ params: { path: { list_id: list.id } } })}
      onCancel={onCancel}
    />
  )
}

function lost({ kind, effect, entries }: EntityList): string {
  return entries === 0 ? t.empty : t[effect](entries, howMany(kind, entries))
}
