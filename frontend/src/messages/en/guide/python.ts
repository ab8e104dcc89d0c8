import type { GuidePage } from './page'

export const python: GuidePage = {
  title: 'Python client',
  note: 'Typed, with retries, plain and async',
  lead: 'The client retries with pauses and one key per call, pages through lists and splits batches by itself.',
  sections: [
    {
      id: 'start',
      title: 'Ten lines to the first score',
      blocks: [
        { code: 'pip install ./clients/python', label: 'shell' },
        {
          label: 'Python',
          code: `from secureflow_client import SecureFlow

with SecureFlow("{key}", base_url="{origin}") as flow:
    answer = flow.score(
        amount="129.90",
        merchant_category="electronics",
        customer="cus_118",
        external_id="order-2041",
    )
    print(answer.decision, answer.score)
    for reason in answer.risk_factors:
        print(reason.points, reason.text)`,
        },
      ],
    },
  ],
}
