"""All tables in one list, so that migrations see every one of them."""

from secureflow.db.accounts import UserRow
from secureflow.db.audit import AuditEventRow, AuditHeadRow, AuditValuesRow
from secureflow.db.bursts import BurstRow
from secureflow.db.chart_notes import ChartNoteRow
from secureflow.db.customer_links import CustomerLinkRow
from secureflow.db.customer_notes import CustomerNoteRow
from secureflow.db.customer_turns import CustomerTurnRow
from secureflow.db.customers import CustomerRow
from secureflow.db.entities import EntityRow
from secureflow.db.events import EventRow
from secureflow.db.feedback import FeedbackRow
from secureflow.db.feedback_files import FeedbackFileRow
from secureflow.db.idempotency import IdempotencyKeyRow
from secureflow.db.invitations import InvitationRow
from secureflow.db.keys import ApiKeyRow
from secureflow.db.lists import ListEntryRow, ListRow
from secureflow.db.lockouts import LockoutRow
from secureflow.db.merchants import MerchantRow
from secureflow.db.model_arms import ModelArmRow
from secureflow.db.model_changes import ModelChangeRow
from secureflow.db.model_reports import ModelDriftRow, ModelQualityRow
from secureflow.db.model_runs import ModelRunRow
from secureflow.db.model_scores import ModelScoreRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.overview_days import OverviewDayRow
from secureflow.db.password_resets import PasswordResetRow
from secureflow.db.policies import PolicyChangeRow, PolicyRow
from secureflow.db.review_record import ReviewActRow, ReviewNoteRow, ReviewViewerRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.rules import RuleRow, RuleSnoozeRow
from secureflow.db.sample_data import SampleDataRow
from secureflow.db.saved_views import SavedViewRow
from secureflow.db.second_factors import RecoveryCodeRow, SecondFactorRow
from secureflow.db.security_events import SecurityEventRow
from secureflow.db.sessions import SessionRow
from secureflow.db.transactions import TransactionRow
from secureflow.db.uploads import UploadLineRow, UploadRow
from secureflow.db.usuals import UsualsRow
from secureflow.db.wrong_hits import WrongHitRow

TABLES = (
    MerchantRow,
    PolicyRow,
    PolicyChangeRow,
    RuleRow,
    RuleSnoozeRow,
    ListRow,
    ListEntryRow,
    UserRow,
    InvitationRow,
    PasswordResetRow,
    ApiKeyRow,
    SessionRow,
    SecondFactorRow,
    RecoveryCodeRow,
    LockoutRow,
    ModelVersionRow,
    ModelChangeRow,
    ModelArmRow,
    ModelRunRow,
    ModelQualityRow,
    ModelDriftRow,
    TransactionRow,
    ModelScoreRow,
    WrongHitRow,
    EntityRow,
    BurstRow,
    CustomerRow,
    CustomerLinkRow,
    CustomerTurnRow,
    CustomerNoteRow,
    ChartNoteRow,
    OverviewDayRow,
    UsualsRow,
    FeedbackFileRow,
    FeedbackRow,
    ReviewRow,
    ReviewActRow,
    ReviewNoteRow,
    ReviewViewerRow,
    SavedViewRow,
    SampleDataRow,
    UploadRow,
    UploadLineRow,
    IdempotencyKeyRow,
    AuditEventRow,
    AuditValuesRow,
    AuditHeadRow,
    SecurityEventRow,
    EventRow,
)
