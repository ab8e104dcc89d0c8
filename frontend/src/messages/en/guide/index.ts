import { batch } from './batch'
import { decisions } from './decisions'
import { errors } from './errors'
import { feedback } from './feedback'
import { firstScore } from './first-score'
import { fraudDetector } from './fraud-detector'
import { goingLive } from './going-live'
import { limits } from './limits'
import { models } from './models'
import type { GuidePage } from './page'
import { policies } from './policies'
import { python } from './python'
import { retries } from './retries'
import { testMode } from './test-mode'

/** The pages of the guide by their address under /docs, in the order one reads them. */
export const guide: Record<string, GuidePage> = {
  'first-score': firstScore,
  decisions,
  feedback,
  models,
  policies,
  batch,
  'test-mode': testMode,
  retries,
  errors,
  limits,
  'going-live': goingLive,
  python,
  'fraud-detector': fraudDetector,
}
