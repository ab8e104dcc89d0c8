/** Forgotten passwords: asking for a link, and following it. */
export const reset = {
  forgotTitle: 'Forgot your password?',
  forgotLead: 'Enter your e-mail address. We send a link with which you choose a new one.',
  send: 'Send the link',
  sending: 'Sending',
  sentTitle: 'Look into your inbox',
  sent: (email: string) =>
    `If ${email} has an account here, a link is on its way. It works once, for one hour.`,
  notThere: 'Nothing after a few minutes? Look into the spam folder, or check the address.',
  again: 'Use another address',
  toSignIn: 'Back to sign in',
  tooMany: (wait: string) => `Too many links were asked for. Wait ${wait}, then try again.`,

  title: 'Choose a new password',
  lead: 'Whoever is signed in with the old one is signed out everywhere.',
  password: 'New password',
  submit: 'Save the password',
  submitting: 'Saving',
  doneTitle: 'Your password is changed',
  done: 'Sign in with the new one. If you have a second factor, it is still asked for.',
  signIn: 'Sign in',
  deadTitle: 'This link does not work any more',
  dead: 'It was used, it is older than an hour, or a newer one was sent. Ask for another.',
  askAgain: 'Ask for a new link',
}
