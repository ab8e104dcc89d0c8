/**
 * What is read before the app runs or where it cannot, and what an installed app is called. The
 * build writes it into index.html and the manifest; the app itself needs none of it.
 */
export const document = {
  description:
    'Tells a merchant, in milliseconds and in plain words, whether a payment is likely to be fraud.',
  noScript: 'SecureFlow needs JavaScript.',
  name: 'SecureFlow',
  shortName: 'SecureFlow',
  review: 'Review',
}
