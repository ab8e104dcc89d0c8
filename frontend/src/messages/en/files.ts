/** What is wrong with a file that somebody wants to send. */
export const files = {
  tooLarge: 'The file is larger than 20 MB. Split it; each part keeps the header line.',
  empty: 'The file is empty.',
  spreadsheet: 'This is a spreadsheet. Save it as CSV first, then choose that file.',
  tooMany: (wait: string) => `Too many files at once. Wait ${wait}, then try again.`,
  theFile: 'The file',
  theHeader: 'The header',
}
