import { ReviewingPage } from '@/features/reviewing/ReviewingPage'

export default function Reviewing() {
  return <ReviewingPage />
}
