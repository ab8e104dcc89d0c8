import { redirect } from '@tanstack/react-router'
import type { Me } from '@/lib/api.gen'
import { isMember, type Member } from '@/lib/me'
import { type SessionState, session } from '@/lib/session'

async function known(): Promise<SessionState> {
  if (session.state().status === 'unknown') await session.refresh()
  return session.state()
}

/**
 * For the pages of a merchant: who is signed in, or off to sign in and back to the wished address.
 * An operator of the platform belongs to no merchant and has a page of their own.
 */
export async function requireSession({
  location,
}: {
  location: { href: string }
}): Promise<{ me: Member }> {
  const now = await known()
  if (now.status === 'signed-in') {
    if (isMember(now.me)) return { me: now.me }
    throw redirect({ to: '/operator', replace: true })
  }
  const wished = now.status === 'signed-out' && now.byChoice ? '/' : location.href
  throw redirect({ to: '/login', search: wished === '/' ? {} : { next: wished }, replace: true })
}

/** For pages that are open to all: who is signed in, or nobody, also when no one can be asked. */
export async function sessionOrNobody(): Promise<{ me: Member | null }> {
  const now = await known().catch(() => null)
  return { me: now?.status === 'signed-in' && isMember(now.me) ? now.me : null }
}

/** For the operator's page: everybody else belongs on the overview, or has to sign in. */
export async function requireOperator(): Promise<{ me: Me }> {
  const now = await known()
  if (now.status === 'signed-in' && !isMember(now.me)) return { me: now.me }
  throw redirect({ to: '/', replace: true })
}

/** For the sign-in page: whoever is signed in goes on. */
export async function skipWhenSignedIn({
  search,
}: {
  search: { next?: string | undefined }
}): Promise<void> {
  if ((await known()).status === 'signed-in') throw redirect({ href: search.next ?? '/' })
}
