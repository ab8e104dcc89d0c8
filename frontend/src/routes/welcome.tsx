import { WelcomePage } from '@/features/welcome/WelcomePage'

export default function Welcome() {
  return <WelcomePage />
}
