import { plain } from '@/lib/format'
import { thresholds as t } from '@/messages/en'
import { type Decision, decide, decideHeld, type Lines, type Orders } from './lines'

const WIDE = 5

export interface Step extends Record<Decision, number> {
  floor: number
}

/** Orders in steps of five points, by what the lines make of them; without those they do not touch. */
export function stepsOf(orders: Orders, lines: Lines): Step[] {
  const steps = Array.from({ length: 100 / WIDE }, (_, index) => ({
    floor: index * WIDE,
    approve: 0,
    review: 0,
    block: 0,
  }))
  const add = (score: number, what: Decision, payments: number) => {
    const step = steps[Math.min(Math.floor(score / WIDE), steps.length - 1)]
    if (step) step[what] += payments
  }
  for (const { score, payments } of orders.byLines) add(score, decide(score, lines), payments)
  for (const { score, payments } of orders.held) add(score, decideHeld(score, lines), payments)
  return steps
}

export const stepName = ({ floor }: Step) => t.steps(floor, floor + WIDE)

/** "Scores under 57 pass. 57 to 93 wait for a person. 94 and over are blocked at once." */
export function saysOf({ review, block }: Lines): string {
  const [from, to] = [plain(review), plain(block)]
  const areWhole = Number.isInteger(review) && Number.isInteger(block)
  return [
    review > 0 ? t.says.pass(from) : t.says.passNone,
    review === block
      ? t.says.waitNone
      : areWhole
        ? t.says.wait(from, plain(block - 1))
        : t.says.waitUnder(from, to),
    block === 100 ? t.says.blockTop : t.says.block(to),
  ].join(' ')
}
