import { redirect } from '@tanstack/react-router'
import type { Me } from '@/lib/api.gen'
import { type SessionState, session } from '@/lib/session'

async function known(): Promise<SessionState> {
  if (session.state().status === 'unknown') await session.refresh()
  return session.state()
}

/** For pages behind sign-in: who is signed in, or off to sign in and back to the wished address. */
export async function requireSession({
  location,
}: {
  location: { href: string }
}): Promise<{ me: Me }> {
  const now = await known()
  if (now.status === 'signed-in') return { me: now.me }
  const wished = now.status === 'signed-out' && now.byChoice ? '/' : location.href
  throw redirect({ to: '/login', search: wished === '/' ? {} : { next: wished }, replace: true })
}

/** For pages that are open to all: who is signed in, or nobody, also when no one can be asked. */
export async function sessionOrNobody(): Promise<{ me: Me | null }> {
  const now = await known().catch(() => null)
  return { me: now?.status === 'signed-in' ? now.me : null }
}

/** For the sign-in page: whoever is signed in goes on. */
export async function skipWhenSignedIn({
  search,
}: {
  search: { next?: string | undefined }
}): Promise<void> {
  if ((await known()).status === 'signed-in') throw redirect({ href: search.next ?? '/' })
}
