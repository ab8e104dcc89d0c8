import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useShortcuts } from '@/lib/keys'
import { lazily } from '@/lib/online'
import type { ShortcutId } from '@/lib/shortcuts'
import { GO, useAllowed } from './items'

const fetchPalette = () => import('./Jump')
const Palette = lazily(fetchPalette)
const KeysDialog = lazily(() => import('@/features/keyboard/KeysDialog'))

/** What lies over any page: search or jump, and the list of all keys; and the keys that lead away. */
export function Overlays() {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const navigate = useNavigate()
  const close = () => setOpen(null)
  const pages = useAllowed(GO)
  const go = Object.fromEntries(
    pages.map((item) => [item.shortcut, () => void navigate({ to: item.to })]),
  ) as Partial<Record<ShortcutId, () => void>>
  useShortcuts({
    ...go,
    palette: () => setOpen('palette'),
    help: () => setOpen('help'),
  })
  return (
    <Suspense>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'help' && <KeysDialog onClose={close} />}
    </Suspense>
  )
}
