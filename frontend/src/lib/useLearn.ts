import { useRouter } from '@tanstack/react-router'
import type { Me } from '@/lib/api.gen'
import { session } from '@/lib/session'

/** Takes over what has changed about the signed-in person, on every page. */
export function useLearn(): (me: Me) => void {
  const router = useRouter()
  return (me) => {
    session.learn(me)
    void router.invalidate()
  }
}
