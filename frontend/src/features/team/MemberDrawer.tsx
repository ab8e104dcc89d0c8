import { useState } from 'react'
import type { Member } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { team as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Drawer } from '@/ui/Drawer'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { FactorForm } from './FactorForm'
import { Active } from './MemberTable'
import { RemoveForm } from './RemoveForm'
import { RoleForm } from './RoleForm'
import { hindrance } from './rights'

interface MemberDrawerProps {
  member: Member | null
  onClose: () => void
}

/** One member, and what may be changed about them by whoever looks. */
export default function MemberDrawer({ member, onClose }: MemberDrawerProps) {
  const me = useMe()
  const [step, setStep] = useState<'details' | 'remove' | 'factor'>('details')
  if (!member) {
    return (
      <Drawer title={t.unknownTitle} onClose={onClose}>
        <EmptyState kind="no-match" title={t.unknownTitle} text={t.unknownText} />
      </Drawer>
    )
  }
  const back = () => setStep('details')
  if (step === 'remove') {
    return (
      <Drawer title={t.removeTitle(member.name)} onClose={onClose}>
        <RemoveForm of={member} onCancel={back} onDone={onClose} />
      </Drawer>
    )
  }
  if (step === 'factor') {
    return (
      <Drawer title={t.removeFactorTitle(member.name)} onClose={onClose}>
        <FactorForm of={member} onCancel={back} onDone={onClose} />
      </Drawer>
    )
  }
  const why = hindrance(me, member)
  return (
    <Drawer title={member.name} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            [t.heads.email, member.email],
            [t.heads.role, t.roles[member.role]],
            [t.heads.active, <Active key="active" of={member} />],
            [t.heads.factor, member.second_factor ? t.on : t.off],
            [t.joined, <When key="joined" at={member.created_at} as="exact" />],
          ]}
        />
        {why === 'self' && <p className="text-sm text-ink-3">{t.ownRole}</p>}
        {why === 'owner' && <p className="text-sm text-ink-3">{t.ownerOnly}</p>}
        {!why && (
          <>
            <RoleForm of={member} onDone={onClose} />
            <div className="flex flex-wrap gap-2 border-t border-line pt-4">
              {member.second_factor && me.role === 'owner' && (
                <Button onClick={() => setStep('factor')}>{t.removeFactor}</Button>
              )}
              <Button onClick={() => setStep('remove')}>{t.remove}</Button>
            </div>
          </>
        )}
      </div>
    </Drawer>
  )
}
