import { useMutation } from '@tanstack/react-query'
import type { EntityList } from '@/lib/api.gen'
import { download } from '@/lib/download'
import { lists } from '@/messages/en'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/Toast'
import type { Sheet } from './search'

const t = lists.page

interface ListActionsProps {
  list: EntityList
  onOpen: (sheet: Sheet) => void
}

/** What whoever may change lists can do with this one. */
export function ListActions({ list, onOpen }: ListActionsProps) {
  const { mutate, isPending } = useMutation({
    mutationFn: () => download(`/api/lists/${list.id}/entries.csv`, `list-${list.id}.csv`),
    onError: () => toast({ text: t.exportFailed }),
  })
  return (
    <>
      <Button look="primary" onClick={() => onOpen('add')}>
        {t.add}
      </Button>
      <Button onClick={() => onOpen('change')}>{t.change}</Button>
      {list.entries > 0 && (
        <Button busy={isPending} onClick={() => mutate()}>
          {isPending ? t.exporting : t.exportFile}
        </Button>
      )}
      <Button onClick={() => onOpen('import')}>{t.importFile}</Button>
    </>
  )
}
