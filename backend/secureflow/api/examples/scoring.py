"""Examples: payments judged, one, many, in a file and in Amazon's words."""

from secureflow.api.examples.example import Example

EXAMPLES = {
    "predict": Example(
        request={
            "amount": "812.40",
            "currency": "EUR",
            "occurred_at": "2026-11-21T03:12:00Z",
            "merchant_category": "electronics",
            "transaction_type": "online",
            "external_id": "order-1001",
            "customer": "c-17",
            "card": "tok_4242",
            "card_bin": "424242",
            "ip": "203.0.113.7",
            "email": "ana@example.com",
            "country": "GB",
            "item": "headphones",
            "quantity": 2,
        },
        response={
            "transaction_id": 1,
            "external_id": "order-1001",
            "is_fraudulent": True,
            "confidence": 0.024,
            "risk_factors": [
                {
                    "code": "amount_vs_type",
                    "feature": "amount_vs_type",
                    "value": 17.33,
                    "points": 13.905,
                    "text": "Amount is 17 times what this type usually sees",
                    "evidence": "812 against 46.87",
                },
                {
                    "code": "amount",
                    "feature": "amount",
                    "value": 14.1,
                    "points": 13.265,
                    "text": "Amount is 14 times the usual amount in its currency",
                    "evidence": "812 against 57.62",
                },
            ],
            "base_points": 11.055,
            "data_source": "model",
            "timestamp": "2026-11-21T09:30:00Z",
            "score": 46.306,
            "level": "elevated",
            "decision": "review",
            "hits": [],
            "policy_version": 1,
            "probability": None,
            "anomaly_score": -0.107,
            "model_version": "forest-2026-11-01-4f1c9a2b",
            "arm": "champion",
            "signals_missing": ["device", "terminal", "customer_created_at"],
            "signals_helpful": [
                {"signal": "device", "text": "shows many cards used on one device"},
                {"signal": "terminal", "text": "shows where earlier fraud was"},
            ],
            "degraded": False,
        },
    ),
    "predict_batch": Example(
        request={
            "transactions": [
                {"amount": "19.90", "external_id": "order-1002"},
                {"amount": "5.00", "external_id": "order-1001"},
            ]
        },
        response={
            "predictions": [
                {
                    "transaction_id": 2,
                    "external_id": "order-1002",
                    "is_fraudulent": False,
                    "confidence": 0.918,
                    "risk_factors": None,
                    "base_points": 11.055,
                    "data_source": "model",
                    "timestamp": "2026-11-21T09:30:00Z",
                    "score": 3.395,
                    "level": "low",
                    "decision": "approve",
                    "hits": [],
                    "policy_version": 1,
                    "probability": None,
                    "anomaly_score": 0.098,
                    "model_version": "forest-2026-11-01-4f1c9a2b",
                    "arm": "champion",
                    "signals_missing": ["device", "terminal"],
                    "signals_helpful": [
                        {"signal": "device", "text": "shows many cards used on one device"}
                    ],
                    "degraded": False,
                }
            ],
            "errors": [
                {
                    "index": 1,
                    "code": "conflict",
                    "message": "external_id: was used before with another body",
                    "field": "external_id",
                }
            ],
        },
    ),
    "get_event_prediction": Example(
        request={
            "detectorId": "checkout",
            "detectorVersionId": "1",
            "eventId": "order-1003",
            "eventTypeName": "purchase",
            "entities": [{"entityType": "customer", "entityId": "c-17"}],
            "eventTimestamp": "2026-11-20T03:15:00Z",
            "eventVariables": {
                "order_price": "812.40",
                "payment_currency": "eur",
                "ip_address": "203.0.113.7",
                "email_address": "dana@shop.example",
                "card_bin": "424242",
                "billing_country": "United Kingdom",
                "product_category": "5732",
                "billing_zip": "N1 9GU",
            },
        },
        response={
            "modelScores": [
                {
                    "modelVersion": {
                        "modelId": "secureflow",
                        "modelType": "TRANSACTION_FRAUD_INSIGHTS",
                        "modelVersionNumber": "1.0",
                        "arn": "arn:aws:frauddetector:secureflow:000000000000:"
                        "model-version/secureflow/forest-20261121-6e2c8bdb",
                    },
                    "scores": {"secureflow_insightscore": 835.712},
                }
            ],
            "ruleResults": [{"ruleId": "policy_1", "outcomes": ["review"]}],
            "externalModelOutputs": [],
        },
    ),
    "score_upload": Example(
        response={
            "id": 1,
            "filename": "november.csv",
            "created_at": "2026-11-21T09:30:00Z",
            "rows": 2,
            "scored": 1,
            "replayed": 0,
            "bad": 1,
            "approve": 1,
            "review": 0,
            "block": 0,
            "currency": "USD",
            "amount": "19.90",
            "flagged_amount": "0",
            "columns": {"hour": "hour", "amount": "amount"},
            "ignored_columns": [],
            "bad_rows": [
                {
                    "line": 3,
                    "field": "amount",
                    "message": "amount: must be a number or a decimal as text",
                }
            ],
            "result_path": "/api/uploads/1/result.csv",
            "seconds": 0.026,
        }
    ),
    "list_uploads": Example(
        response={
            "next_cursor": None,
            "items": [
                {
                    "id": 1,
                    "filename": "november.csv",
                    "created_at": "2026-11-21T09:30:00Z",
                    "rows": 2,
                    "scored": 1,
                    "replayed": 0,
                    "bad": 1,
                    "approve": 1,
                    "review": 0,
                    "block": 0,
                    "currency": "USD",
                    "amount": "19.90",
                    "flagged_amount": "0",
                    "columns": {"hour": "hour", "amount": "amount"},
                    "ignored_columns": [],
                    "bad_rows": [],
                    "result_path": "/api/uploads/1/result.csv",
                    "seconds": 0.026,
                }
            ],
        }
    ),
    "get_upload": Example(
        response={
            "id": 1,
            "filename": "november.csv",
            "created_at": "2026-11-21T09:30:00Z",
            "rows": 2,
            "scored": 1,
            "replayed": 0,
            "bad": 1,
            "approve": 1,
            "review": 0,
            "block": 0,
            "currency": "USD",
            "amount": "19.90",
            "flagged_amount": "0",
            "columns": {"hour": "hour", "amount": "amount"},
            "ignored_columns": [],
            "bad_rows": [
                {
                    "line": 3,
                    "field": "amount",
                    "message": "amount: must be a number or a decimal as text",
                }
            ],
            "result_path": "/api/uploads/1/result.csv",
            "seconds": 0.026,
        }
    ),
    "download_result": Example(
        response=(
            "line,transaction_id,external_id,occurred_at,amount,currency,merchant_category,transaction_type,customer,score,level,decision,is_fraudulent,confidence,anomaly_score,model_version,reasons\n"
            "2,3,,2026-11-21T16:05:06.461180+00:00,19.90,USD,,,,3.6745833029497623,low,approve,False,0.918342593267783,0.09576637159965573,forest-20261121-6e2c8bdb,\n"
        )
    ),
}
