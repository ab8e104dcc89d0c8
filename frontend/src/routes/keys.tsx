import { KeysPage } from '@/features/keys/KeysPage'

export default function Keys() {
  return <KeysPage />
}
