import type { Review as Listed, ReviewDetail, ReviewNote, ReviewPage, Someone } from '@/lib/api.gen'

export type Person = Someone
/** Somebody of the team, who can be asked; a key cannot. */
export type Member = Someone & { id: number }
export type Note = ReviewNote
export type ReviewList = ReviewPage

/** What a list and a review in full both say: all but what was written on it. */
export type Review = Omit<Listed, 'notes'> & { notes: Listed['notes'] | ReviewDetail['notes'] }

/** A second opinion says nothing that would sway whoever gives it, until it is given. */
export const isBlind = ({ kind, state }: Pick<Review, 'kind' | 'state'>) =>
  kind === 'second_opinion' && state !== 'resolved'
