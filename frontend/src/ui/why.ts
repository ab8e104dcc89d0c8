import type { RiskFactor } from '@/lib/api.gen'

/** How the reasons of a score are shown; belongs into the address, as `?why=`. */
export const WHY_VIEWS = ['words', 'waterfall', 'table'] as const
export type WhyView = (typeof WHY_VIEWS)[number]

/** A reason with its points as a whole number; with the typical score they add up to the score. */
export type Contribution = RiskFactor & { whole: number }
