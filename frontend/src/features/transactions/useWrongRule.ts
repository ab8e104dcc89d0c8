import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api'
import type { TransactionDetail } from '@/lib/api.gen'
import { refreshPolicies } from '@/lib/policies'
import { hits as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast } from '@/ui/Toast'
import { orderOptions, timelineOptions } from './parts'

export interface Told {
  rule_id: number
  name: string
  wrong: boolean
}

/** Says that a rule was wrong about an order, or takes that back: shown at once, and undoable. */
export function useWrongRule(id: number): (told: Told) => void {
  const cache = useQueryClient()
  const { queryKey } = orderOptions(id)
  const show = ({ rule_id, wrong }: Told) =>
    cache.setQueryData<TransactionDetail>(queryKey, (order) => {
      if (!order) return order
      const others = order.wrong_rules.filter((one) => one !== rule_id)
      return { ...order, wrong_rules: wrong ? [...others, rule_id] : others }
    })
  const { mutate } = useMutation({
    // One after the other: what was taken back must not arrive before it was said.
    scope: { id: `wrong-${id}` },
    mutationFn: async ({ rule_id, wrong }: Told) => {
      const params = { path: { transaction_id: id, rule_id } }
      const path = '/api/transactions/{transaction_id}/hits/{rule_id}/wrong'
      await (wrong ? api.POST(path, { params }) : api.DELETE(path, { params }))
    },
    onMutate: async (told) => {
      await cache.cancelQueries({ queryKey })
      show(told)
    },
    onSuccess: (_, told) =>
      toast({
        text: told.wrong ? t.saidWrong(told.name) : t.tookBack(told.name),
        action: { label: t.undo, run: () => mutate({ ...told, wrong: !told.wrong }) },
      }),
    onError: (error, told) => {
      show({ ...told, wrong: !told.wrong })
      toast({ text: `${t.notSaid} ${errorTexts(error).message}` })
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey })
      void cache.invalidateQueries({ queryKey: timelineOptions(id).queryKey })
      void refreshPolicies(cache)
    },
  })
  return mutate
}
