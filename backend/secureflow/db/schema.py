"""All tables in one list, so that migrations see every one of them."""

from secureflow.db.accounts import UserRow
from secureflow.db.feedback import FeedbackRow
from secureflow.db.keys import ApiKeyRow
from secureflow.db.merchants import MerchantRow, PolicyRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import TransactionRow
from secureflow.db.uploads import UploadLineRow, UploadRow

TABLES = (
    MerchantRow,
    PolicyRow,
    UserRow,
    ApiKeyRow,
    ModelVersionRow,
    TransactionRow,
    FeedbackRow,
    UploadRow,
    UploadLineRow,
)
