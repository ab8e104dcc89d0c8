/** The requests that pages show as code; what is in them stands in features/docs/calls.ts. */
export type CallName =
  | 'score'
  | 'scoreMore'
  | 'scoreAgain'
  | 'batch'
  | 'feedback'
  | 'feedbackBulk'
  | 'feedbackFile'
  | 'transactions'
  | 'upload'
  | 'invalid'
  | 'testApprove'
  | 'testReview'
  | 'testBlock'
  | 'testDegraded'
  | 'testError'

/**
 * A piece of a page. Texts may hold `code`, *emphasis* and [words](/docs/errors), which lead to
 * pages of the guide; `{origin}` and `{key}` in code become the reader's own.
 */
export type Block =
  | { p: string }
  | { list: readonly string[] }
  | { steps: readonly string[] }
  | { note: string }
  | { table: { head: readonly string[]; rows: readonly (readonly string[])[] } }
  | { call: CallName }
  | { code: string; label: string }
  | { codes: true }

interface Section {
  /** Its address on the page. */
  id: string
  title: string
  blocks: readonly Block[]
}

export interface GuidePage {
  title: string
  /** One line, for the list of pages. */
  note: string
  lead: string
  sections: readonly Section[]
}
