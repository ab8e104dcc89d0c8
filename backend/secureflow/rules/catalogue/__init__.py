"""The ready rules: by the attack they answer, each with limits for what a merchant may change."""

from secureflow.rules.catalogue.account_takeover import ACCOUNT_TAKEOVER
from secureflow.rules.catalogue.card_testing import CARD_TESTING
from secureflow.rules.catalogue.known_fraud import KNOWN_FRAUD
from secureflow.rules.catalogue.ready import Parameter, ReadyRule, made
from secureflow.rules.catalogue.resale import RESALE
from secureflow.rules.catalogue.stolen_cards import STOLEN_CARDS

READY: tuple[ReadyRule, ...] = (
    *CARD_TESTING,
    *STOLEN_CARDS,
    *ACCOUNT_TAKEOVER,
    *RESALE,
    *KNOWN_FRAUD,
)
BY_KEY: dict[str, ReadyRule] = {ready.key: ready for ready in READY}

__all__ = ["BY_KEY", "READY", "Parameter", "ReadyRule", "made"]
