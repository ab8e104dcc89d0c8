import * as v from 'valibot'
import { password as t } from '@/messages/en'

/** As the API: it refuses shorter ones, common ones, and those made of name or e-mail. */
export const MIN_PASSWORD = 12

/** A password somebody chooses; what else is wrong with it, the API says. */
export const newPassword = v.pipe(
  v.string(),
  v.nonEmpty(t.missing),
  v.check((typed) => [...typed].length >= MIN_PASSWORD, t.tooShort(String(MIN_PASSWORD))),
)
