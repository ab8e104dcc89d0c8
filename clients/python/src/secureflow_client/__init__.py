"""Ask SecureFlow whether a payment is likely to be fraud: `SecureFlow` and `AsyncSecureFlow`."""

from secureflow_client.async_client import AsyncSecureFlow
from secureflow_client.client import SecureFlow
from secureflow_client.errors import (
    ApiError,
    Conflict,
    InvalidInput,
    NoAnswer,
    NotAllowed,
    NotFound,
    NotSignedIn,
    RateLimited,
    SecureFlowError,
    ServiceUnavailable,
    UnexpectedAnswer,
)
from secureflow_client.generated import (
    Feedback,
    FeedbackBulkAnswer,
    FeedbackFile,
    Me,
    Payment,
    Prediction,
    RiskFactor,
    RowError,
    TransactionDetail,
    TransactionFilters,
    TransactionRow,
    Upload,
)

__all__ = [
    "ApiError",
    "AsyncSecureFlow",
    "Conflict",
    "Feedback",
    "FeedbackBulkAnswer",
    "FeedbackFile",
    "InvalidInput",
    "Me",
    "NoAnswer",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "Payment",
    "Prediction",
    "RateLimited",
    "RiskFactor",
    "RowError",
    "SecureFlow",
    "SecureFlowError",
    "ServiceUnavailable",
    "TransactionDetail",
    "TransactionFilters",
    "TransactionRow",
    "UnexpectedAnswer",
    "Upload",
]
