import type { ReactNode } from 'react'
import { useMe } from '@/lib/me'
import { useMode } from '@/lib/mode'
import { shell as t } from '@/messages/en'
import { Menu } from '@/ui/Menu'
import { useSwitchMode } from './useSwitchMode'

export default function StoreMenu({ trigger }: { trigger: ReactNode }) {
  const { merchant } = useMe()
  const now = useMode()
  const switchMode = useSwitchMode()
  return (
    <Menu
      defaultOpen
      align="start"
      trigger={trigger}
      head={
        <>
          <p className="font-medium">{merchant.name}</p>
          <p className="text-xs text-ink-3">
            {merchant.currency} · {merchant.time_zone}
          </p>
        </>
      }
      items={(['live', 'test'] as const).map((mode) => ({
        key: mode,
        label: t.data[mode],
        checked: mode === now,
        onSelect: () => void switchMode(mode),
      }))}
    />
  )
}
