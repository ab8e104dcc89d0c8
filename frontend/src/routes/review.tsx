import { ReviewPage } from '@/features/review/ReviewPage'

export default function Review() {
  return <ReviewPage />
}
