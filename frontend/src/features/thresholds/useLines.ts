import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { fitting, type Lines, sameLines } from './lines'

const route = getRouteApi('/shell/rules-frame/rules/thresholds')
const REST_MS = 300

/**
 * Where the lines are: as the address says, or as they were saved. A move is seen at once and is in
 * the address after a rest; dragging does not write it for every pixel.
 */
export function useLines(saved: Lines) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const said = fitting(search.review ?? saved.review, search.block ?? saved.block)
  const [moved, setMoved] = useState<Lines | null>(null)
  const lines = moved ?? said
  const isSaid = sameLines(lines, said)
  const { policy } = search

  useEffect(() => {
    if (moved === null) return
    if (isSaid) {
      setMoved(null)
      return
    }
    const timer = setTimeout(() => {
      const kept = policy === undefined ? {} : { policy }
      const put = sameLines(moved, saved) ? kept : { ...kept, ...moved }
      void navigate({ to: '/rules/thresholds', search: put, replace: true, resetScroll: false })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [moved, isSaid, policy, navigate, saved])

  const move = ({ review, block }: Lines) => setMoved(fitting(review, block))
  return { lines, isMoved: !sameLines(lines, saved), move }
}
