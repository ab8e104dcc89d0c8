import { useNavigate } from '@tanstack/react-router'
import { lists as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { toast } from '@/ui/Toast'
import { NewListForm } from './NewListForm'
import { useListsChanged } from './query'

/** The form that makes a list, beside the page; it leads to the list. */
export default function NewList({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const changed = useListsChanged()
  return (
    <Drawer title={t.newList} onClose={onClose}>
      <NewListForm
        onMade={({ id, name }) => {
          void changed()
          toast({ text: t.made(name) })
          void navigate({
            to: '/rules/lists/$id',
            params: { id: String(id) },
            search: { open: 'add' },
            replace: true,
          })
        }}
      />
    </Drawer>
  )
}
