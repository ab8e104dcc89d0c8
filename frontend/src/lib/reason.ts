/** Characters of a reason that stays on record, as the API takes it (`api/schemas/reason.py`). */
const LEAST_REASON = 3
export const MOST_REASON = 500

export const isTooShort = (reason: string) => reason.trim().length < LEAST_REASON
