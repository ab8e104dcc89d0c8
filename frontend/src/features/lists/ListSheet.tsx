import { useNavigate } from '@tanstack/react-router'
import type { EntityList } from '@/lib/api.gen'
import { lists as t } from '@/messages/en'
import { Dialog } from '@/ui/Dialog'
import { Drawer } from '@/ui/Drawer'
import { AddForm } from './AddForm'
import { ChangeForm } from './ChangeForm'
import { DeleteForm } from './DeleteForm'
import { ImportDialog } from './ImportDialog'
import type { Sheet } from './search'

interface ListSheetProps {
  list: EntityList
  sheet: Sheet
  /** Another of them, or none. */
  onSheet: (sheet: Sheet | undefined) => void
}

/** What opens over the page of a list. */
export default function ListSheet({ list, sheet, onSheet }: ListSheetProps) {
  const navigate = useNavigate()
  const close = () => onSheet(undefined)
  if (sheet === 'add') {
    return (
      <Drawer title={t.add.title(list.name)} onClose={close}>
        <AddForm list={list} onDone={close} />
      </Drawer>
    )
  }
  if (sheet === 'import') return <ImportDialog list={list} onDone={close} />
  if (sheet === 'delete') {
    return (
      <Dialog title={t.remove.title(list.name)} onClose={close}>
        <DeleteForm
          list={list}
          onDone={() => void navigate({ to: '/rules/lists', search: {}, replace: true })}
          onCancel={close}
        />
      </Dialog>
    )
  }
  return (
    <Dialog title={t.change.title(list.name)} size="l" onClose={close}>
      <ChangeForm list={list} onDone={close} onDelete={() => onSheet('delete')} />
    </Dialog>
  )
}
