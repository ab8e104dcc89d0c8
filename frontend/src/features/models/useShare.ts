import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { percent } from '@/lib/format'
import { model as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { toast } from '@/ui/Toast'

/** Asks again for everything that rests on which model judges whom. */
export function useModelsChanged(): () => void {
  const cache = useQueryClient()
  return () => {
    for (const path of ['/api/models', '/api/models/{version}', '/api/models/comparison']) {
      void cache.invalidateQueries({ queryKey: ['get', path] })
    }
  }
}

/** Sets a challenger's share, or ends its trial with `null`; either can be taken back at once. */
export function useShare() {
  const changed = useModelsChanged()
  const put = $api.useMutation('put', '/api/models/challengers/{version}', { onSettled: changed })
  const end = $api.useMutation('delete', '/api/models/challengers/{version}', {
    onSettled: changed,
  })
  const failed = (lead: string) => (error: unknown) => {
    const { message, fix } = errorTexts(error)
    toast({ text: [lead, message, fix].filter(Boolean).join(' '), seconds: 12 })
  }
  const path = (version: string) => ({ params: { path: { version } } })

  function set(version: string, share: number, before: number) {
    put.mutate(
      { ...path(version), body: { share } },
      {
        onError: failed(t.shareFailed),
        onSuccess: () =>
          toast({
            text: t.shareSaved(version, percent(share)),
            action: { label: t.undo, run: () => set(version, before, share) },
            seconds: 10,
          }),
      },
    )
  }

  return {
    set,
    start(version: string) {
      put.mutate(
        { ...path(version), body: { share: 0 } },
        {
          onError: failed(t.tryFailed),
          onSuccess: () => toast({ text: t.tried(version) }),
        },
      )
    },
    end(version: string, before: number) {
      const again = () => put.mutate({ ...path(version), body: { share: before } })
      end.mutate(path(version), {
        onError: failed(t.endFailed),
        onSuccess: () =>
          toast({
            text: t.ended(version),
            action: { label: t.undo, run: again },
            seconds: 10,
          }),
      })
    },
    isPending: put.isPending || end.isPending,
  }
}
