import { ListPlus } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { ListButtonProps } from '@/lib/listable'
import { useMayManage } from '@/lib/me'
import { lazily } from '@/lib/online'
import { lists as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'

// Fetched when somebody presses the button.
const AddToList = lazily(() => import('./AddToList'))

/** Blocks or allows what it stands beside; absent for who may not. */
export default function ListButton({ values, long = false }: ListButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const may = useMayManage()
  const [first] = values
  if (!may || !first) return null
  const open = () => setOpen(true)
  return (
    <>
      {long ? (
        <Button onClick={open}>{t.buttonShort}</Button>
      ) : (
        <IconButton label={t.button(t.single[first.kind])} onClick={open}>
          <ListPlus aria-hidden="true" size={16} />
        </IconButton>
      )}
      {isOpen && (
        <Suspense>
          <AddToList values={values} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
