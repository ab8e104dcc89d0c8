import { percent } from '@/lib/format'
import { model as t } from '@/messages/en'

/** The shares of customers one steps through. */
const SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5] as const

const CANARY_UP_TO = 0.05

/** The next share above or below one, which may itself have been set elsewhere to any other. */
export function stepFrom(share: number, direction: 1 | -1): number | undefined {
  return direction > 0
    ? SHARES.find((each) => each > share)
    : SHARES.findLast((each) => each < share)
}

/** "0%, shadow, judges afterwards and decides nothing" */
export function shareText(share: number): string {
  if (share === 0) return t.shares.shadow
  const number = oneIn(share)
  return share <= CANARY_UP_TO ? t.shares.canary(number) : t.shares.test(number)
}

/** "1 in 20", or the percentage where that is no whole number. */
function oneIn(share: number): string {
  const whole = Math.round(1 / share)
  return Math.abs(1 / share - whole) < 1e-6 ? `1 in ${whole}` : `${percent(share)} of`
}
