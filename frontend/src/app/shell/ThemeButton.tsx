import { Moon, Sun } from 'lucide-react'
import { useTheme } from '@/lib/theme'
import { shell as t } from '@/messages/en'
import { IconButton } from '@/ui/IconButton'

export function ThemeButton() {
  const [theme, toggle] = useTheme()
  const Icon = theme === 'dark' ? Sun : Moon
  return (
    <IconButton label={theme === 'dark' ? t.toLight : t.toDark} onClick={toggle}>
      <Icon aria-hidden="true" size={18} />
    </IconButton>
  )
}
