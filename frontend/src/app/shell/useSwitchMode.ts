import { useRouter } from '@tanstack/react-router'
import { type Mode, mode } from '@/lib/mode'
import { session } from '@/lib/session'

/** Shows the other data. What is open stays open, unless it is one thing that only these have. */
export function useSwitchMode(): (next: Mode) => Promise<void> {
  const router = useRouter()
  return async (next) => {
    if (next === mode.now()) return
    await session.settle()
    const { matches } = router.state
    if (matches.some(({ params }) => 'id' in params)) await router.navigate({ to: '/' })
    // A place in a list of the one is no place in the other.
    else await router.navigate({ to: '.', search: ({ cursor: _, ...rest }) => rest, replace: true })
    mode.choose(next)
  }
}
