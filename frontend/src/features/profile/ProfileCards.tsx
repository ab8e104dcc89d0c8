import { Suspense } from 'react'
import type { Me } from '@/lib/api.gen'
import { lazily } from '@/lib/online'
import { Skeleton } from '@/ui/Skeleton'
import { About } from './About'

const SecondFactor = lazily(() => import('./SecondFactor'))
const PasswordCard = lazily(() => import('./PasswordCard'))

/** What everybody who signs in can change about themselves, with or without a merchant. */
export function ProfileCards({ me }: { me: Me }) {
  return (
    <>
      <About me={me} />
      <Suspense fallback={<Skeleton className="h-96" />}>
        <SecondFactor me={me} />
        <PasswordCard email={me.email} />
      </Suspense>
    </>
  )
}
