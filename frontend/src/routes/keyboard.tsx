import { KeyboardPage } from '@/features/keyboard/KeyboardPage'

export default function Keyboard() {
  return <KeyboardPage />
}
