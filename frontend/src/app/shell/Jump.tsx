import { useNavigate } from '@tanstack/react-router'
import type { Option } from '@/features/palette/options'
import Palette from '@/features/palette/Palette'
import { useGroups } from '@/features/settings/useGroups'
import { useMode } from '@/lib/mode'
import { session } from '@/lib/session'
import { useTheme } from '@/lib/theme'
import { shell as t } from '@/messages/en'
import { FOOT, RAIL, useAllowed } from './items'
import { useSwitchMode } from './useSwitchMode'

/** The palette, with the pages of the rail and the settings and what is always to be had. */
export default function Jump({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const mode = useMode()
  const switchMode = useSwitchMode()
  const [theme, toggle] = useTheme()
  const pages = useAllowed([...RAIL.flat(), ...FOOT])
  const sections = useGroups().flatMap((group) => group.sections)
  const more = (id: string, label: string, run: () => void): Option => ({
    id,
    group: 'more',
    label,
    run,
  })
  const options: Option[] = [
    ...pages.map(({ to, label, shortcut }): Option => {
      const run = () => void navigate({ to })
      return { id: `page-${to}`, group: 'pages', label, shortcut, run }
    }),
    ...sections.map(({ to, label, note }): Option => {
      const run = () => void navigate({ to })
      return { id: `page-${to}`, group: 'pages', label: `${t.settings}: ${label}`, note, run }
    }),
    more('theme', theme === 'dark' ? t.toLight : t.toDark, toggle),
    more('mode', mode === 'test' ? t.toLive : t.toTest, () => {
      void switchMode(mode === 'test' ? 'live' : 'test')
    }),
    more('sign-out', t.signOut, () => void session.signOut()),
  ]
  return <Palette options={options} onClose={onClose} />
}
