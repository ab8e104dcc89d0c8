import { useQueryClient } from '@tanstack/react-query'
import { $api, api } from '@/lib/api'
import type { Member } from '@/lib/api.gen'
import type { Role } from '@/lib/roles'
import { team as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast, UNDO_SECONDS } from '@/ui/Toast'

/** Gives a member another role, says so, and offers to take it back. */
export function useRole(member: Member, onDone: () => void) {
  const cache = useQueryClient()
  const refresh = () => cache.invalidateQueries({ queryKey: ['get', '/api/team'] })
  const { name, id, role: before } = member

  // Also after the drawer is gone, and with it whatever would run an ordinary mutation.
  const undo = async () => {
    try {
      const params = { path: { member_id: id } }
      await api.PATCH('/api/team/{member_id}', { params, body: { role: before } })
      toast({ text: t.undone(name, t.aRole[before]) })
    } catch (error) {
      toast({ text: `${t.notChanged} ${errorTexts(error).message}` })
    }
    void refresh()
  }
  const change = $api.useMutation('patch', '/api/team/{member_id}', {
    onSuccess: ({ role }) => {
      toast({
        text: t.changed(name, t.aRole[role]),
        action: { label: t.undo, run: () => void undo() },
        seconds: UNDO_SECONDS,
      })
      onDone()
    },
    onSettled: () => void refresh(),
  })
  return {
    ...change,
    give: (role: Role) => change.mutate({ params: { path: { member_id: id } }, body: { role } }),
  }
}
