import type { GuidePage } from './page'

export const policies: GuidePage = {
  title: 'Rules and policies',
  note: 'Lines, rules, lists and the shield, and the price of changing them',
  lead: 'The score comes from the model; what happens to a payment comes from your policy. You see on your own payments what a change would cost before it touches one.',
  sections: [
    {
      id: 'policy',
      title: 'A policy has a number',
      blocks: [
        {
          p: 'A policy is the review line and the block line, your rules and the card-testing shield. Each is numbered, with its author and reason, and never changes once it has decided anything. Every answer says which one decided: `policy_version`.',
        },
        {
          steps: [
            'A *draft* is made from the live policy.',
            'In *shadow* it decides nothing, and a report says what it would have done to the payments that came since.',
            '*Live* it decides. One policy is live at a time, and each needs a reason.',
            '*Rolled back*, the one before it is live again, in one press.',
          ],
        },
        {
          p: 'Lists, their entries and snoozes count at once, without a number.',
        },
      ],
    },
    {
      id: 'order',
      title: 'Who speaks first',
      blocks: [
        {
          steps: [
            'Points of rules are added to the score of the model. The score stays between 0 and 100.',
            'Block lists, then allow lists.',
            'Rules that block, approve or review, by priority: 1 comes first, 500 is usual. The first that speaks decides. A review means *at least*: the shield and the block line may still block.',
            'The card-testing shield. It touches nobody whom a list or a rule has approved.',
            'The two lines.',
          ],
        },
        {
          p: '`hits` in an answer lists every rule, list and burst that spoke, with the points it added and whether it `decides`.',
        },
      ],
    },
    {
      id: 'sentences',
      title: 'A rule is a sentence',
      blocks: [
        {
          code: `Review if amount is over 500 and customer age is under 7 days
Block if country is one of "KP", "IR" and not (customer is in list "Partners")
Approve if customer age is at least 365 days and amount is at most 50
Add 15 points if other cards on the device in 24 hours is at least 3
Take 10 points off if e-mail domain is "northwind.example"`,
          label: 'Five rules',
        },
        {
          table: {
            head: ['to compare', 'write'],
            rows: [
              [
                'Numbers and money',
                '`is over`, `is at least`, `is under`, `is at most`, `is between 10 and 20`, `is`, `is not`; thousands as `1,000`',
              ],
              [
                'Text in quotes',
                '`is`, `is not`, `is one of "a", "b"`, `contains`, `starts with`, `ends with`, `is in list "Partners"`',
              ],
              ['Yes or no', '`the device is new for the customer`, alone'],
              ['Whether it is there', '`is known`, `is unknown`'],
              ['Several', '`and`, `or`, `not (…)` and parentheses, five deep and 50 comparisons'],
            ],
          },
        },
        {
          p: 'What is not known fits no comparison: a payment without a country is not *outside* your country either. Amounts are in the currency of the payment: name it where you take several, as in `currency is "USD"`. Your own data is `extra.` and its key, such as `extra.channel is "app"`.',
        },
        {
          p: '`GET /api/rules/fields` lists all fields with what they can be compared with, and whether you have sent them lately. Counts and sums are of what came *before* the payment, exact at the edge of their window, and the very numbers the model judges by.',
        },
        {
          p: '`POST /api/rules/parse` reads a sentence without saving it. A mistake is told by its place, with what is expected there and the nearest field; a rule that can never match, or that asks for what you never send, says so.',
        },
      ],
    },
    {
      id: 'price',
      title: 'The price, before you pay it',
      blocks: [
        {
          p: '`POST /api/policies/preview` decides your last payments again, 100,000 unless you say otherwise, with two other lines, a rule, a list, the shield or another model, and compares: fraud caught, blocks that are right, good orders declined, reviews a day, and net saving by your own costs. Every share says on how many known outcomes it rests. Nobody has learned whether a blocked payment was good: that is said.',
        },
        {
          code: `curl -s {origin}/api/policies/preview \\
  -H 'X-API-Key: {key}' -H 'Content-Type: application/json' \\
  -d '{"rule": {"sentence": "Review if amount is over 500 and customer age is under 7 days"}}'`,
          label: 'What a rule would have done',
        },
      ],
    },
    {
      id: 'shield',
      title: 'The card-testing shield',
      blocks: [
        {
          p: 'Whoever has stolen card numbers tries them out in small payments, hundreds within the hour. The shield watches for bursts of newcomers from one address, range of cards, device or pattern of e-mail addresses, and stops them without a rule. It ends when the burst does. Customers seen before pass. It is live from the first day, and for that day only learns what is usual with you. In shadow it stops nothing and shows what it would have.',
        },
        {
          p: 'It needs something to watch: send `ip`, `card_bin`, `device` and `email`.',
        },
      ],
    },
  ],
}
