import type { Me } from '@/lib/api.gen'
import { About } from './About'
import { PasswordCard } from './PasswordCard'
import { SecondFactor } from './SecondFactor'

/** What everybody who signs in can change about themselves, with or without a merchant. */
export function ProfileCards({ me }: { me: Me }) {
  return (
    <>
      <About me={me} />
      <SecondFactor me={me} />
      <PasswordCard email={me.email} />
    </>
  )
}
