import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { common } from '@/messages/en'
import { IconButton } from './IconButton'
import { TextField } from './TextField'

/** A password, which a button shows. Pasting and password managers work: they are only told its kind. */
export function PasswordField(
  props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'> & {
    autoComplete: 'current-password' | 'new-password'
  },
) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  const label = shown ? common.hide(props.label) : common.show(props.label)
  return (
    <TextField
      spellCheck={false}
      autoCapitalize="none"
      {...props}
      type={shown ? 'text' : 'password'}
      end={
        <IconButton label={label} onClick={() => setShown(!shown)}>
          <Icon aria-hidden="true" size={18} />
        </IconButton>
      }
    />
  )
}
