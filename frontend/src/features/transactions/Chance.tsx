import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { frequency, percent } from '@/lib/format'
import { transactions } from '@/messages/en'

const t = transactions.one

/** How likely fraud is, as a frequency one can picture; why it is not said, where it is not. */
export function Chance({ order: { probability } }: { order: TransactionDetail }) {
  if (probability !== null) {
    return (
      <>
        {t.chance(percent(probability, probability < 0.095 ? 1 : 0))}{' '}
        {t.frequency(frequency(probability))}
      </>
    )
  }
  return (
    <>
      {t.notCalibrated}{' '}
      <Link to="/models" className="text-accent underline underline-offset-2">
        {t.whyNot}
      </Link>
      .
    </>
  )
}
