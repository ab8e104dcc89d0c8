import type { GuidePage } from './page'

export const fraudDetector: GuidePage = {
  title: 'From Amazon Fraud Detector',
  note: 'Keep your code, change the endpoint',
  lead: 'That service is closed to new customers. A program that calls its GetEventPrediction gets its answers here with a few lines changed.',
  sections: [
    {
      id: 'endpoint',
      title: 'Point boto3 here',
      blocks: [
        {
          label: 'Python',
          code: `import boto3

detector = boto3.client(
    "frauddetector",
    endpoint_url="{origin}/api/fraud-detector",  # no slash at the end
    region_name="eu-west-1",  # any
    aws_access_key_id="unused",  # not your real one
    aws_secret_access_key="unused",  # not your real one
    aws_session_token="{key}",
)
answer = detector.get_event_prediction(
    detectorId="checkout",
    eventId="order-1001",
    eventTypeName="purchase",
    entities=[{"entityType": "customer", "entityId": "cus_118"}],
    eventTimestamp="2026-11-21T09:30:00Z",
    eventVariables={"order_price": "812.40", "ip_address": "203.0.113.7"},
)
print(answer["ruleResults"][0]["outcomes"])`,
        },
        {
          note: 'Your key travels as `aws_session_token`. The signature of AWS is not verified: the key alone decides who calls, so use HTTPS only. Give no real AWS credentials, the library would put their id into the request.',
        },
      ],
    },
    {
      id: 'read',
      title: 'What is read',
      blocks: [
        {
          table: {
            head: ['theirs', 'ours'],
            rows: [
              [
                '`eventId`',
                'The `external_id`: the same event again gets the stored answer, another one with this id a `ConflictException`',
              ],
              ['`entities`', 'The `entityId` of the first is the customer'],
              ['`eventTimestamp`', 'When the payment happened, ISO 8601'],
              [
                '`eventVariables`',
                'Known by their names: `order_price`, `currency_code`, `ip_address`, `email_address`, `card_bin`, `billing_country` and many more. An amount is required; unknown ones are kept with the payment',
              ],
              ['`detectorId`', 'Not used: your shop has one policy'],
            ],
          },
        },
      ],
    },
    {
      id: 'answered',
      title: 'What is answered',
      blocks: [
        {
          table: {
            head: ['theirs', 'ours'],
            rows: [
              [
                '`modelScores`',
                'Our score times ten, 0 to 1000. The scale is theirs, the distribution is not: set your lines anew',
              ],
              ['`ruleResults`', 'One outcome: `approve`, `review` or `block`'],
              ['`externalModelOutputs`', 'Always empty'],
            ],
          },
        },
        {
          p: 'Errors come in their form as well: `ValidationException`, `AccessDeniedException`, `ThrottlingException`. Reasons and levels have no place in this answer; they are with the payment, in the dashboard and under `GET /api/transactions/{transaction_id}`.',
        },
        {
          p: 'The [forced inputs](/docs/test-mode#forced) work as `entityId`. A training file with the column `EVENT_TIMESTAMP` can be [uploaded](/docs/batch#files) as it is.',
        },
      ],
    },
  ],
}
