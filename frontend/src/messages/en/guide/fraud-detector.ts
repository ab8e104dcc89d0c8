import type { GuidePage } from './page'

export const fraudDetector: GuidePage = {
  title: 'From Amazon Fraud Detector',
  note: 'Keep your code, change the endpoint',
  lead: 'That service is closed to new customers. Code that calls its GetEventPrediction gets its answer here after a change of the endpoint.',
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
    endpoint_url="{origin}/api/fraud-detector",
    region_name="us-east-1",
    aws_access_key_id="unused",
    aws_secret_access_key="unused",
    aws_session_token="{key}",
)
answer = detector.get_event_prediction(
    detectorId="checkout",
    eventId="order-2041",
    eventTypeName="purchase",
    entities=[{"entityType": "customer", "entityId": "cus_118"}],
    eventTimestamp="2026-11-21T09:30:00Z",
    eventVariables={"order_price": "129.90", "ip_address": "203.0.113.7"},
)
print(answer["ruleResults"], answer["modelScores"])`,
        },
        {
          note: 'Your key travels as `aws_session_token`. The AWS signature is not verified: whoever has the key may call, as everywhere else in this API. Use it over HTTPS only.',
        },
      ],
    },
  ],
}
