import type { GuidePage } from './page'

export const python: GuidePage = {
  title: 'Python client',
  note: 'Typed, with retries, plain and async',
  lead: 'The client tries again where that helps, does nothing twice, pages through lists and splits batches by itself.',
  sections: [
    {
      id: 'start',
      title: 'Ten lines to the first score',
      blocks: [
        {
          p: 'It lies beside the service, in the folder `clients/python` of its sources. Python 3.11 or newer.',
        },
        { code: 'pip install ./clients/python', label: 'Shell' },
        {
          label: 'Python',
          code: `from secureflow_client import SecureFlow

with SecureFlow("{key}", "{origin}") as secureflow:
    prediction = secureflow.score(
        amount="129.90",
        merchant_category="electronics",
        customer="cus_118",
        external_id="order-2041",
    )
print(prediction.decision, prediction.score)
for reason in prediction.risk_factors or []:
    print(reason.text)`,
        },
        {
          p: 'Money is a `Decimal`, a whole number or text; a `float` is refused, because most amounts have no exact one. `AsyncSecureFlow` has the same methods to `await`.',
        },
      ],
    },
    {
      id: 'methods',
      title: 'What it can do',
      blocks: [
        {
          table: {
            head: ['method', 'answer'],
            rows: [
              ['`score(amount=…)`', 'One judged payment'],
              [
                '`score_many(payments)`',
                'A result or an error for each of any number of payments, in their order',
              ],
              ['`upload(path)`', 'The totals of a scored file'],
              ['`feedback(…)`', 'What was stored'],
              ['`transactions(…)`', 'Every stored payment that passes the filters, page by page'],
              ['`transaction(id)`', 'One payment with its reasons and feedback'],
              ['`me()`', 'Whose key this is and what it may do'],
            ],
          },
        },
      ],
    },
    {
      id: 'failures',
      title: 'When something fails',
      blocks: [
        {
          p: 'Lost connections, timeouts and the statuses 429, 502, 503 and 504 are tried again after growing random waits, with one `Idempotency-Key` kept over all tries. What still fails is a `SecureFlowError`: `code`, `message`, `fix` and `field` are those of [the envelope](/docs/errors#envelope).',
        },
        {
          label: 'Python',
          code: `from secureflow_client import InvalidInput, SecureFlowError

try:
    decision = secureflow.score(amount="129.90", customer="cus_118").decision
except InvalidInput as error:
    raise ValueError(f"{error.field}: {error.message}") from error
except SecureFlowError:
    decision = "review"  # what you decided for no answer`,
        },
      ],
    },
  ],
}
