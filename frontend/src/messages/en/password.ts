/** Choosing a password, wherever that is. */
export const password = {
  missing: 'Enter a password.',
  tooShort: (least: string) => `Take at least ${least} characters.`,
  rules: (least: string) =>
    `At least ${least} characters; a few words in a row are easy to remember. Not one that many people use, and not your name or e-mail.`,
  lengthSoFar: (length: string, least: string) => `${length} of ${least} characters`,
  longEnough: (length: string) => `${length} characters, long enough`,
}
