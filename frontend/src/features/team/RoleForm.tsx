import { useState } from 'react'
import type { Member } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import type { Role } from '@/lib/roles'
import { team as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { givable } from './rights'
import { useRole } from './useRole'

export function RoleForm({ of, onDone }: { of: Member; onDone: () => void }) {
  const roles = givable(useMe())
  const [role, setRole] = useState<Role>(of.role)
  const { give, isPending, error } = useRole(of, onDone)
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <Refusal error={error} lead={t.notChanged} />
      <Select
        label={t.role}
        hint={t.roleNotes[role]}
        value={role}
        onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? of.role)}
        options={roles.map((value) => ({ value, label: t.roles[value] }))}
      />
      <div>
        <Button
          look="primary"
          busy={isPending}
          disabled={role === of.role}
          onClick={() => give(role)}
        >
          {isPending ? t.changing : t.changeRole}
        </Button>
      </div>
    </div>
  )
}
