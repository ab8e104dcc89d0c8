import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/lib/api'
import { useDraft } from '@/lib/drafts'
import { ApiError } from '@/lib/errors'
import { useMe } from '@/lib/me'
import { sendLater, useUnsent } from '@/lib/unsent'
import { mentioned } from './mentions'
import { usePeople } from './usePeople'

/**
 * The note being written on a review: what is typed survives being signed out by time, and what
 * could not be sent for want of a connection is sent when it is back.
 */
export function useNote(id: number) {
  const [text, write, forget] = useDraft(`review-note:${id}`)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const me = useMe().id
  const team = usePeople().data?.items ?? []
  const people = team.filter((person) => person.id !== me)
  const queries = useQueryClient()
  const path = `/api/reviews/${id}/notes`
  const waiting = useUnsent(path).length

  const save = async () => {
    const said = text.trim()
    if (!said || busy) return
    const mentions = mentioned(said, people).map((person) => person.id)
    const body = { text: said, mentions }
    const params = { path: { review_id: id } }
    setBusy(true)
    setError(null)
    try {
      await api.POST('/api/reviews/{review_id}/notes', { params, body })
      forget()
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews/{review_id}', { params }] })
    } catch (caught) {
      if (caught instanceof ApiError && caught.status === 0) {
        sendLater(path, body)
        forget()
      } else setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return { text, write, save, busy, error, waiting, people }
}
