import type { Policy } from '@/lib/api.gen'
import { plain } from '@/lib/format'
import { policies as t } from '@/messages/en'

/** The two lines of a policy as people read them: "45 / 92". */
export const linesText = ({ review_line, block_line }: Policy) =>
  t.linesShort(plain(review_line), plain(block_line))
