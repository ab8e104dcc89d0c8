import type { GuidePage } from './page'

export const models: GuidePage = {
  title: 'Models',
  note: 'What judges your payments, and how another comes to',
  lead: 'A model judges from the first payment on, without labels. What you report as fraud or good then teaches one of your own. You find all of it under Models in the dashboard.',
  sections: [
    {
      id: 'start',
      title: 'Before the first label',
      blocks: [
        {
          p: 'A shared base model compares each payment with what is usual for its customer, its card, its category and your shop. It learns from what you send as you send it, and needs no label for that.',
        },
      ],
    },
    {
      id: 'labels',
      title: 'What labels change',
      blocks: [
        {
          list: [
            'After 200 new labels a model of your own is trained at night, at most once a week. Whoever runs this service may have set another number, and an admin can ask for one at any time.',
            'Once that one judges, what you report of a customer, a card or a device counts from their next payment on, without another training.',
            'With 200 labels on payments later than those a model learned from, at least 20 of fraud and 20 good, answers say a `probability`.',
          ],
        },
        {
          p: 'The more labels there are, the more of the score comes from them. Send them as in [Feedback](/docs/feedback), good orders too.',
        },
      ],
    },
    {
      id: 'challengers',
      title: 'Champion and challengers',
      blocks: [
        {
          p: 'The model in charge is the champion. A new one starts as a challenger with 0% of customers: it scores the same payments after the answer and changes nothing. An admin may let it judge a share; a customer then stays with the same model, and `arm` in the answer says which one judged.',
        },
        {
          p: 'An admin promotes a challenger with a reason, and only when these hold:',
        },
        {
          list: [
            'it has scored the payments of the comparison as well;',
            'at least 100 of them have a label, 10 of them fraud;',
            'it is not worse at finding fraud, and its probabilities are not further off;',
            'it is fast enough, and would not flag far more payments.',
          ],
        },
        {
          p: 'One click and a reason bring the one before back. Both are in the audit trail.',
        },
      ],
    },
    {
      id: 'again',
      title: 'Judged again',
      blocks: [
        {
          p: 'What a model read about a payment is stored. `GET /api/transactions/{id}/replay` judges it again from that and says whether score and reasons are identical; the page of the payment has a button for it.',
        },
      ],
    },
  ],
}
