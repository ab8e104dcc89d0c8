import { useNavigate } from '@tanstack/react-router'
import { LogOut, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Member } from '@/lib/me'
import { session } from '@/lib/session'
import { shell as t } from '@/messages/en'
import { Menu } from '@/ui/Menu'

export default function AccountMenu({ me, trigger }: { me: Member; trigger: ReactNode }) {
  const navigate = useNavigate()
  return (
    <Menu
      defaultOpen
      trigger={trigger}
      head={
        <>
          <p className="font-medium">{me.name}</p>
          <p className="text-xs text-ink-3">{me.merchant.name}</p>
        </>
      }
      items={[
        {
          key: 'settings',
          label: t.settings,
          icon: <Settings aria-hidden="true" size={16} />,
          onSelect: () => void navigate({ to: '/settings' }),
        },
        {
          key: 'sign-out',
          label: t.signOut,
          icon: <LogOut aria-hidden="true" size={16} />,
          onSelect: () => void session.signOut(),
        },
      ]}
    />
  )
}
