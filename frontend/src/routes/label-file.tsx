import { LabelFilePage } from '@/features/uploads/LabelFilePage'

export default function LabelFile() {
  return <LabelFilePage />
}
